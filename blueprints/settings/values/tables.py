"""What the list of settings and the record of one show."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import request, url_for
from flask_login import current_user

from app import areas, settings
from app.areas.settings.permissions import Settings
from app.errors import NotFound
from app.queries import setting_history, staff_names
from app.queries import settings as queries
from app.queries.settings import SeenSetting
from app.services.settings import may_change
from app.settings import Setting
from app.web.addresses import here
from blueprints.settings import tabs
from blueprints.settings.values.forms import MomentForm, capital, number


@dataclass(frozen=True)
class Row:
    """What counts for every brand, or for one; `version` is the decision it comes from, `may_change` whether by us."""

    seen: SeenSetting
    address: str
    may_change: bool


def named(area: str, name: str) -> Setting[Any]:
    """The setting behind its address; raises NotFound."""
    key = f"{area}.{name.replace('-', '_')}"
    found = next((each for each in settings.every() if each.key == key), None)
    if found is None:
        raise NotFound("There is no such setting.")
    return found


def address(setting: Setting[Any], view: str = "show_setting", **more: Any) -> str:
    return url_for(f"settings.{view}", area=setting.area, setting=setting.name.replace("_", "-"), **more)


def who(actors: Iterable[str]) -> dict[str, str]:
    """What to call whoever decided: staff by name, all others as they are."""
    return staff_names.named(each for each in actors if each.startswith("st_"))


def setting_list() -> dict[str, Any]:
    """Every setting under its area, as it is now or, with `at`, as it was at that moment."""
    form = MomentForm.read()
    at = form.at.value if form.validate() else None
    seen = queries.listed(_brands(), at=at)
    wanted = request.args.get("area", "")
    grouped = [
        (areas.title(area), [Row(each, address(each.setting), may_change=False) for each in found])
        for area, found in groupby(seen, key=lambda each: each.setting.area)
        if wanted in ("", area)
    ]
    return {
        "groups": grouped,
        "choices": _areas(seen, wanted),
        "form": form,
        "at": at,
        "now_address": here(at=None),
        "names": who(each.actor for each in seen),
        "tabs": tabs.drawn("values"),
    }


def setting_record(area: str, name: str) -> dict[str, Any]:
    """What counts, for whom, since when and why; and every decision before."""
    setting = named(area, name)
    past = setting_history.decisions(setting, _brands(), before=_before())
    rows = [_row(setting, each) for each in for_each_brand(setting, _brands())]
    return {
        "setting": setting,
        "area_title": areas.title(setting.area),
        "rule": capital(setting.rule),
        "rows": rows,
        "past": past,
        "again": {each.id: _again(setting, each) for each in past.rows},
        "names": who([*(row.seen.actor for row in rows), *(each.actor for each in past.rows)]),
    }


def for_each_brand(setting: Setting[Any], brands: frozenset[int] | None) -> list[SeenSetting]:
    """The value for all, then each brand in reach: its own, or that it has none."""
    found = {each.brand: each for each in queries.one(setting, brands)}
    if setting.is_per_brand:
        general = found[""].value
        for brand_id, code in queries.brand_codes(brands).items():
            found.setdefault(code, SeenSetting(setting, code, general, brand_id=brand_id))
    return [found[code] for code in sorted(found)]


def _row(setting: Setting[Any], seen: SeenSetting) -> Row:
    more = {"brand": seen.brand} if seen.brand else {}
    return Row(seen, address(setting, "show_new_change", **more), may_change(setting, seen.brand_id, current_user))


def _again(setting: Setting[Any], past: setting_history.Decision) -> str:
    """Where that value is set once more."""
    value = {"reset": "y"} if past.now is None else {"value": past.now}
    return address(setting, "show_new_change", **value, **({"brand": past.brand} if past.brand else {}))


def _areas(seen: Iterable[SeenSetting], wanted: str) -> list[tuple[str, str, bool]]:
    """The areas to choose from, as label, address, whether it is shown now."""
    names = dict.fromkeys(each.setting.area for each in seen)
    every = [("All", here(area=None), wanted == "")]
    return [*every, *((areas.title(name), here(area=name), name == wanted) for name in names)]


def _before() -> int | None:
    given = request.args.get("before")
    return number(given) if given else None


def _brands() -> frozenset[int] | None:
    return current_user.brands_for(Settings.VALUES_READ)
