"""Today beside the same day a week before: six figures, and GGR by hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import url_for

from app.money import MINUS, Currency, Money, plain
from app.queries.day_so_far import BrandDay, Week
from app.reports.figures import FIGURES, Figure
from app.web.addresses import here
from app.web.charts import Chart, Point, chart
from app.web.figures import text
from app.web.tables import Tab

STRIP = [FIGURES[name] for name in (
    "ggr_settled", "ngr1", "deposits", "withdrawals_paid", "first_deposits", "registrations",
)]  # fmt: skip
BY_HOUR = FIGURES["ggr_settled"]
HOURS = 24
MANY_TIMES = 5  # from there on, a share says less than how often


@dataclass(frozen=True)
class Tile:
    """A figure of today; `before`: what it was a week ago at the same minute, `change` since; empty from nothing."""

    figure: Figure
    text: str
    before: str
    change: str
    address: str


@dataclass(frozen=True)
class Compared:
    """What is drawn for one currency. `last`: the latest gaming day that any of the brands has begun."""

    currency: Currency | None
    tiles: Sequence[Tile]
    hours: Chart
    last: date

    @property
    def a_week_before(self) -> date:
        return self.last - timedelta(days=7)


def ways(codes: Sequence[str], current: str) -> list[Tab]:
    """A tab for each currency that anything is told in."""
    return [Tab(code, here(currency=code), code == current) for code in codes]


def drawn(
    weeks: Mapping[str, Week],
    currency: Currency | None,
    days: Sequence[BrandDay],
    brand: str,
) -> Compared:
    """The figures of one currency, with those that have none."""
    code = currency.code if currency else ""
    last = max(each.day for each in days)
    place = {"first": min(each.day for each in days), "last": last, "brand": brand or None}
    tiles = [_tile(figure, weeks, currency, place) for figure in STRIP]
    return Compared(currency, tiles, _by_hour(weeks.get(code, Week()), currency, days, place), last)


def _tile(
    figure: Figure,
    weeks: Mapping[str, Week],
    currency: Currency | None,
    place: Mapping[str, Any],
) -> Tile:
    code = currency.code if currency and figure.id != "registrations" else ""
    week = weeks.get(code, Week())
    now, before = figure.of(week.today), figure.of(week.before)
    address = url_for("reports.show_figure", figure=figure.id, currency=code or None, **place)
    return Tile(figure, text(now, figure, currency), text(before, figure, currency), _change(now, before), address)


def _change(now: Any, before: Any) -> str:
    """“+12.4 %”, “12 ×”; of nothing, or of a loss, no share can be told."""
    if not before or before < 0:
        return ""
    times = float(now / before)
    if times >= MANY_TIMES:
        return f"{times:,.0f} ×"
    share = round(100 * (times - 1), 1)
    return f"{MINUS if share < 0 else '+'}{abs(share):.1f} %"


def _by_hour(week: Week, currency: Currency | None, days: Sequence[BrandDay], place: Mapping[str, Any]) -> Chart:
    """GGR of each hour of the gaming day, counted from its beginning; one that a brand is still in is not over yet."""
    if currency is None:
        return chart([])
    address = url_for("reports.show_figure", figure=BY_HOUR.id, currency=currency.code, **place)
    current = [(each.ended - each.began) // timedelta(hours=1) for each in days]
    reached, first_open = max([*week.hours, *current]), min(current)
    amounts = [Money(_ggr(week.hours.get(hour, {})), currency) for hour in range(reached + 1)]
    points = [
        Point(_label(hour, days), each.minor / currency.unit, plain(each), address, hour >= first_open)
        for hour, each in enumerate(amounts)
    ]
    behind = [_ggr(week.hours_before.get(hour, {})) / currency.unit for hour in range(HOURS)]
    return chart(points, behind=behind if any(behind) else [])


def _label(hour: int, days: Sequence[BrandDay]) -> str:
    """By the clock; where the days of brands begin at different times, by how long they have lasted."""
    began = {each.began.time() for each in days}
    if len(began) == 1:
        return f"{days[0].began + timedelta(hours=hour):%H:%M}"
    return f"hour {hour + 1}"


def _ggr(sums: Mapping[str, int]) -> int:
    return int(BY_HOUR.of(sums) or 0)
