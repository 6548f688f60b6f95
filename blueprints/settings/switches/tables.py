"""What the page of switches shows."""

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_login import current_user

from app.areas.settings.permissions import Settings
from app.areas.settings.settings import REGISTRATION_OPEN
from app.queries import stops
from app.queries.maintenance import KIND
from app.queries.settings import SeenSetting
from app.queries.stops import SeenStop
from blueprints.settings import tabs
from blueprints.settings.values import tables as values

MOST_PAST = 20


@dataclass(frozen=True)
class Switch:
    """How one brand stands, or all together; `turn` and `change` are empty for whoever may not."""

    code: str
    name: str
    registration: SeenSetting
    change: str
    maintenance: SeenStop | None
    turn: str

    @property
    def is_open(self) -> bool:
        return self.registration.value == "yes"


def switch_list() -> dict[str, Any]:
    """Every brand in reach, and all together; what maintenance there was."""
    brands = current_user.brands_for(Settings.SWITCHES_READ)
    mine = stops.seen_by(brands)
    standing = {each.stop.brand_id: each for each in stops.standing(KIND, mine)}
    rows = values.for_each_brand(REGISTRATION_OPEN, brands)
    return {
        "switches": [_switch(seen, standing) for seen in rows],
        "of_all": standing.get(None),
        "past": stops.past(KIND, mine, most=MOST_PAST),
        "names": values.who(each.actor for each in rows),
        "registration": values.address(REGISTRATION_OPEN),
        "tabs": tabs.drawn("switches"),
    }


def _switch(seen: SeenSetting, standing: dict[int | None, SeenStop]) -> Switch:
    named: dict[str, Any] = {"brand": seen.brand} if seen.brand else {}
    stop = standing.get(seen.brand_id)
    may_change = values.may_change(REGISTRATION_OPEN, seen.brand_id, current_user)
    value = "no" if seen.value == "yes" else "yes"
    change = values.address(REGISTRATION_OPEN, "show_new_change", value=value, **named)
    view, needed = ("ending", Settings.MAINTENANCE_END) if stop else ("beginning", Settings.MAINTENANCE_BEGIN)
    reach = current_user.brands_for(needed)
    may_turn = reach is None or seen.brand_id in reach
    return Switch(
        code=seen.brand,
        name=seen.brand_name,
        registration=seen,
        change=change if may_change else "",
        maintenance=stop,
        turn=url_for(f".show_{view}", **named) if may_turn else "",
    )
