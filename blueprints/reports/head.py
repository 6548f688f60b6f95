"""What stands above every report, on a page, on paper and in a file: what it is, of when, and by which definitions."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.queries import gaming_days
from app.queries.gaming_days import BrandSpan
from app.queries.report_sources import Freshness
from app.reports.asked import Asked
from app.reports.figures import VERSION, Figure
from app.web.filters import grouped, moment
from app.web.tables import in_words
from blueprints.reports.forms import FigureFilters

PLACES = 4  # brands whose own hours are told one by one


@dataclass(frozen=True)
class Head:
    """`title`, and whatever else is told, as pairs of a label and a text."""

    title: str
    lines: Sequence[tuple[str, str]]


def of(
    session: Session,
    title: str,
    asked: Asked | None,
    filters: FigureFilters,
    freshness: Freshness,
    figure: Figure | None = None,
    currencies: str = "",
) -> Head:
    """Of what is asked; where that cannot be read, without an interval. `currencies`: how they are told, if in one."""
    spans: Sequence[BrandSpan] = gaming_days.spans(session, asked) if asked else ()
    told = {
        "Interval": interval(asked.first, asked.last) if asked else "",
        "Gaming days": hours(spans),
        "Licence": "; ".join(dict.fromkeys(each.licence for each in spans)),
        "Filters": in_words(filters, narrowing_relations(filters)) or "none",
        "Currencies": currencies,
        "Generated": moment(freshness.at),
        "As of": as_of(freshness),
        "Definition": f"{figure.id}, version {figure.version}" if figure else f"version {VERSION} of all",
        "Left out": "Test players",
    }
    return Head(title, [(label, text) for label, text in told.items() if text])


def narrowing_relations(filters: FigureFilters) -> dict[str, str]:
    """The interval stands on a line of its own."""
    return {name: each for name, each in filters.RELATIONS.items() if name not in ("first", "last")}


def interval(first: date, last: date) -> str:
    return f"{first:%d %b %Y}" if first == last else f"{first:%d %b %Y} to {last:%d %b %Y}, both included"


def hours(spans: Sequence[BrandSpan]) -> str:
    """“Norrsken: 10 Mar 2026, 06:00 to 11 Mar 2026, 06:00, Europe/Stockholm”; those of the same hours together."""
    together: dict[str, list[str]] = defaultdict(list)
    for each in spans:
        zone = ZoneInfo(each.zone)
        began, ended = (f"{at.astimezone(zone):%d %b %Y, %H:%M}" for at in (each.began, each.ended))
        together[f"{began} to {ended}, {each.zone}"].append(each.brand)
    return "; ".join(f"{_brands(brands)}: {span}" for span, brands in together.items())


def _brands(names: Sequence[str]) -> str:
    more = f" and {len(names) - PLACES} more" if len(names) > PLACES else ""
    return ", ".join(names[:PLACES]) + more


def as_of(freshness: Freshness) -> str:
    """To which moment the figures are exact, and how that was reached."""
    folded = f"added up to {moment(freshness.folded_at)}, " if freshness.folded_at else ""
    calls = "call" if freshness.calls_since == 1 else "calls"
    became = "not added up yet" if freshness.is_behind else "read one by one"
    return f"{moment(freshness.at)}: {folded}{grouped(freshness.calls_since)} {calls} since {became}"
