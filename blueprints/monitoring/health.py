"""How the house is doing, as somebody may see it: all of it, or the game providers of their brands alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_login import current_user

from app.areas.monitoring.permissions import Monitoring
from app.checks import looking
from app.checks.catalogue import GROUPS
from app.checks.judging import FAILING, WARNING, Judged
from app.queries import alerts
from blueprints.monitoring import tabs


@dataclass(frozen=True)
class Group:
    """The checks of one part of the house, in an order that does not change while somebody looks."""

    name: str
    title: str
    checks: Sequence[Judged]


def seen() -> dict[str, Any]:
    """Every check by its part; what is wrong besides, the worst first."""
    is_all = current_user.may(Monitoring.HOUSE_READ)
    found = looking.look(current_user.brands_for(Monitoring.PROVIDERS_READ), with_house=is_all)
    wrong = sorted((each for each in found if each.is_wrong), key=lambda each: each.state != FAILING)
    return {
        "groups": _grouped(found),
        "wrong": wrong,
        "alerts": alerts.standing() if current_user.may(Monitoring.ALERTS_READ) else {},
        "failing": sum(each.state == FAILING for each in found),
        "warning": sum(each.state == WARNING for each in found),
        "known": len(found),
        "tabs": tabs.drawn("checks"),
    }


def _grouped(found: Sequence[Judged]) -> list[Group]:
    order = list(GROUPS)
    ordered = sorted(found, key=lambda each: (order.index(each.check.group), each.reading.about))
    return [Group(name, GROUPS[name], list(each)) for name, each in groupby(ordered, lambda each: each.check.group)]
