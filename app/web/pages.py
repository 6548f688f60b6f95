"""What every template knows without being handed it."""

from typing import Any, cast

from flask import Flask, current_app, request

from app import clock
from app.config import Settings
from app.web import addresses, navigation, selection
from app.web.shortcuts import SHORTCUTS

THEMES = frozenset({"light", "dark"})
DENSITIES = frozenset({"compact", "roomy"})


def init_app(app: Flask) -> None:
    app.context_processor(everywhere)


def everywhere() -> dict[str, Any]:
    return {
        "now": clock.now(),
        "theme": theme(),
        "density": density(),
        "environment": environment(),
        "navigation": navigation.grouped,
        "open_places": navigation.open_places,
        "shortcuts": SHORTCUTS,
        "address": addresses.here,
        "filters_here": selection.filters_here,
    }


def theme() -> str:
    """What the browser's own cookie asks for; empty follows the system."""
    wanted = request.cookies.get("countroom_theme", "")
    return wanted if wanted in THEMES else ""


def density() -> str:
    """How tall rows are, as the browser's own cookie asks; empty is the middle."""
    wanted = request.cookies.get("countroom_density", "")
    return wanted if wanted in DENSITIES else ""


def environment() -> tuple[str, str] | None:
    """A name and a sentence that set this installation apart from production; None there."""
    if settings().demo:
        return "Demo", "Players, money and calls are invented."
    if settings().env != "production":
        return settings().env.capitalize(), "Not the real casino."
    return None


def settings() -> Settings:
    """Of the application that answers."""
    return cast("Settings", current_app.config["SETTINGS"])
