"""Daily rates: read from text, tried out, entered; a rate that was wrong is corrected by another row."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import func, select

from app import clock
from app.areas.settings.events import RatesEntered, RatesTried
from app.areas.settings.permissions import Settings
from app.areas.settings.settings import REPORTING_CURRENCY
from app.audit import log, who
from app.errors import Forbidden, Invalid, Overtaken
from app.extensions import db, transaction
from app.models.currency_rate import CurrencyRate
from app.queries import currency_rates, settings
from app.security.scopes import Changer
from app.services.settings import worded

MOST_LINES = 2_000
RATE = re.compile(r"\d{1,12}(\.\d{1,15})?", re.ASCII)
HEAD = ("day", "currency", "rate")
LEAP = Decimal("0.2")  # against the last rate before: more than this is told, since a slip of the comma looks like it
NEW, CORRECTION, SAME, FAULT = "new", "correction", "same", "fault"


@dataclass(frozen=True)
class Line:
    """One line of what was typed, and what would become of it. `was`: the rate that counts now, for a correction."""

    number: int
    text: str
    becomes: str
    day: date | None = None
    currency: str = ""
    rate: Decimal | None = None
    was: Decimal | None = None
    told: str = ""
    corrects: int | None = None


@dataclass(frozen=True)
class Trial:
    """What would become of each line; `digest` names all of it, so that what is done is what was seen."""

    base: str
    lines: Sequence[Line]

    def count(self, becomes: str) -> int:
        return sum(line.becomes == becomes for line in self.lines)

    @property
    def is_sound(self) -> bool:
        return not self.count(FAULT) and any(line.becomes in (NEW, CORRECTION) for line in self.lines)

    @property
    def digest(self) -> str:
        told = [(line.becomes, str(line.day), line.currency, str(line.rate), line.corrects) for line in self.lines]
        return sha256(repr((self.base, told)).encode()).hexdigest()


def reporting_currency() -> str:
    """The code of the currency that reports add up in."""
    return settings.value(REPORTING_CURRENCY)


def try_out(text: str, *, base: str, by: Changer | None) -> Trial:
    """What the lines “day,currency,rate” would do; changes nothing, and is remembered. Raises Forbidden or Invalid."""
    _insist_on_right(by)
    with transaction():
        trial = _tried(text, base)
        log.record(
            RatesTried(
                target=base, new=trial.count(NEW), corrections=trial.count(CORRECTION), faults=trial.count(FAULT)
            )
        )
    return trial


def enter(text: str, *, base: str, source: str, reason: str, digest: str, by: Changer | None) -> Trial:
    """Do what `digest` names, all of it or nothing.

    Raises Forbidden, Invalid for a fault in any line, or Overtaken where the same lines would do something else by now.
    """
    _insist_on_right(by)
    source = source.strip()
    if not 1 <= len(source) <= 100 or not source.isprintable():
        raise Invalid("Say where the rates are from.", pointers={"source": "From 1 to 100 characters."})
    with transaction():
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("currency rates", 0))))
        trial = _tried(text, base)
        if trial.digest != digest:
            raise Overtaken("Somebody else entered rates meanwhile. Look again at what yours would do.")
        if not trial.is_sound:
            raise Invalid("There is nothing to enter, or a line has a fault. Nothing was changed.")
        why = worded(reason) if trial.count(CORRECTION) else None
        for line in trial.lines:
            if line.becomes in (NEW, CORRECTION):
                db.session.add(_row(base, source, why, line))
        log.record(_event(trial, source, why))
    return trial


def _insist_on_right(by: Changer | None) -> None:
    """Rates are the whole house's: a right for some brands is not enough."""
    needed = Settings.RATES_ENTER
    if by is not None and (not by.may(needed) or by.brands_for(needed) is not None):
        raise Forbidden(f"Entering rates takes the permission “{needed}” for every brand.", permission=needed)


def _tried(text: str, base: str) -> Trial:
    known = {each.code for each in currency_rates.currencies()}
    if base not in known:
        raise Invalid("There is no such currency.", pointers={"base": "Choose one of the currencies there are."})
    read = _read(text, base, known)
    pairs = [(line.currency, line.day) for line in read if line.day]
    counting, before = currency_rates.of_days(base, pairs), currency_rates.newest(base)
    return Trial(base, [_compared(line, counting, before) for line in _once(read)])


def _read(text: str, base: str, known: set[str]) -> list[Line]:
    """Each line that is not empty, without the head that names its columns; raises Invalid for too much."""
    try:
        rows = [(number, row) for number, row in enumerate(csv.reader(text.splitlines()), 1) if any(row)]
    except csv.Error as error:
        raise Invalid("A line is far too long to be a rate.", pointers={"text": "A line is too long."}) from error
    if rows and tuple(cell.strip().lower() for cell in rows[0][1]) == HEAD:
        rows = rows[1:]
    if len(rows) > MOST_LINES:
        raise Invalid(f"At most {MOST_LINES:,} lines at once.", pointers={"text": "Too many lines."})
    return [_line(number, [cell.strip() for cell in row], base, known) for number, row in rows]


def _line(number: int, cells: list[str], base: str, known: set[str]) -> Line:
    text = ",".join(cells)
    if len(cells) != len(HEAD):
        return Line(number, text, FAULT, told="Write day,currency,rate.")
    day, code, rate = _day(cells[0]), cells[1].upper(), cells[2]
    if day is None:
        return Line(number, text, FAULT, told="Write the day as 2026-11-23, not later than tomorrow.")
    if code not in known or code == base:
        return Line(number, text, FAULT, told=f"Name a currency there is, other than {base}.")
    if not RATE.fullmatch(rate) or not Decimal(rate):
        return Line(number, text, FAULT, told="Write the rate as 11.2345, above zero.")
    return Line(number, text, NEW, day=day, currency=code, rate=Decimal(rate))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1999, 1, 1) <= day <= clock.now().date() + timedelta(days=1) else None


def _once(lines: Sequence[Line]) -> list[Line]:
    """A day of a currency that is named twice: nobody knows which is meant."""
    first: dict[tuple[str, date | None], int] = {}
    found: list[Line] = []
    for line in lines:
        earlier = first.setdefault((line.currency, line.day), line.number) if line.day else line.number
        told = f"The same day and currency as line {earlier}."
        found.append(line if earlier == line.number else Line(line.number, line.text, FAULT, told=told))
    return found


def _compared(line: Line, counting: dict[tuple[str, date], CurrencyRate], before: dict[str, CurrencyRate]) -> Line:
    if line.day is None or line.rate is None:
        return line
    row, last = counting.get((line.currency, line.day)), before.get(line.currency)
    told = _leap(line.rate, row or last)
    if row is None:
        return replace(line, told=told)
    if row.rate == line.rate:
        return replace(line, becomes=SAME)
    return replace(line, becomes=CORRECTION, was=row.rate, corrects=row.id, told=told)


def _leap(rate: Decimal, against: CurrencyRate | None) -> str:
    share = abs(rate / against.rate - 1) if against else Decimal(0)
    return f"Differs by {share:.0%} from the last known: is the point in its place?" if share > LEAP else ""


def _row(base: str, source: str, why: str | None, line: Line) -> CurrencyRate:
    actor = who.actor()
    return CurrencyRate(
        base=base,
        currency=line.currency,
        day=line.day,
        rate=line.rate,
        source=source,
        corrects=line.corrects,
        reason=why if line.corrects else None,
        actor_kind=actor.kind,
        actor_id=actor.id,
    )


def _moved(line: Line) -> str:
    was, now = (currency_rates.written(rate) for rate in (line.was, line.rate) if rate is not None)
    return f"from {was} to {now}"


def _event(trial: Trial, source: str, why: str | None) -> RatesEntered:
    done = [line for line in trial.lines if line.becomes in (NEW, CORRECTION)]
    days = sorted(str(line.day) for line in done)
    changed = [f"{line.currency} {line.day} {_moved(line)}" for line in done if line.corrects]
    more = f" and {len(changed) - 100} more" if len(changed) > 100 else ""
    return RatesEntered(
        target=trial.base,
        count=len(done),
        first=days[0],
        last=days[-1],
        source=source,
        corrections="; ".join(changed[:100]) + more or "none",
        reason=why or "",
    )
