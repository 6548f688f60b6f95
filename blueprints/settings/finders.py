"""How settings and brands are found: by what they are called, by their key or code."""

from collections.abc import Sequence

from flask import url_for

from app import areas, settings
from app.areas.settings.permissions import Settings
from app.queries import offered
from app.settings import Setting
from app.web.finding import Brands, Finder, Hit
from blueprints.settings.values import tables

FEW = 5


def find_settings(text: str, _: Brands) -> Sequence[Hit]:
    """Settings whose name, key or explanation has `text` in it; those that are called so come first."""
    found = [each for each in settings.every() if text.lower() in f"{each.title} {each.key} {each.sentence}".lower()]
    found.sort(key=lambda each: text.lower() not in f"{each.title} {each.key}".lower())
    return [_setting(each) for each in found[:FEW]]


def _setting(found: Setting[object]) -> Hit:
    return Hit(found.title, areas.title(found.area), tables.address(found))


def find_brands(text: str, brands: Brands) -> Sequence[Hit]:
    """Brands in reach by part of their name or code."""
    return [
        Hit(name, code, url_for("settings.show_brand", brand_code=code))
        for code, name in offered.brands(brands)
        if text.lower() in f"{name} {code}".lower()
    ][:FEW]


FINDERS = (
    Finder("Settings", Settings.VALUES_READ, find_settings),
    Finder("Brands", Settings.BRANDS_READ, find_brands),
)
