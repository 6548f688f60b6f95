"""What a currency was worth on a day: for reports, exactly, and as it was known at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from app.extensions import db
from app.models.currency_rate import CurrencyRate
from app.models.ledger import Currency as CurrencyRow
from app.money import Currency, Money

HISTORY = 200


@dataclass(frozen=True)
class Rate:
    """So much of `currency` for one of `base`, in main units; of `day`, which may lie before the day asked for."""

    base: str
    currency: str
    day: date
    rate: Fraction
    source: str


@dataclass(frozen=True)
class SeenRate:
    """One row as staff see it; `was` is the rate it corrects."""

    id: int
    day: date
    rate: Decimal
    was: Decimal | None
    source: str
    reason: str
    actor: str
    recorded_at: datetime
    counts: bool


def rate_of(day: date, currency: str, base: str, *, known_at: datetime | None = None) -> Rate | None:
    """The rate of this day, else of the last day before that has one; None when there never was one.

    `known_at`: as it was known then, without corrections that came later. A currency is worth itself.
    """
    if currency == base:
        return Rate(base, currency, day, Fraction(1), "")
    wanted = _known(select(CurrencyRate), known_at).where(CurrencyRate.base == base, CurrencyRate.currency == currency)
    newest = wanted.where(CurrencyRate.day <= day).order_by(CurrencyRate.day.desc(), CurrencyRate.id.desc()).limit(1)
    row = db.session.scalar(newest)
    return _rate(row) if row else None


def rates_between(
    session: Session, first: date, last: date, base: str, *, known_at: datetime | None = None
) -> Mapping[tuple[str, date], Rate]:
    """Every rate of the days from `first` to `last` by currency and day, and the last one before `first`; one query.

    For a day that is missing, the one before it counts: `of_day`.
    """
    keys = (CurrencyRate.currency, CurrencyRate.day)
    wanted = _known(select(CurrencyRate), known_at).where(CurrencyRate.base == base)
    within = wanted.where(CurrencyRate.day.between(first, last)).ext(distinct_on(*keys))
    before = wanted.where(CurrencyRate.day < first).ext(distinct_on(CurrencyRate.currency))
    newest = CurrencyRate.id.desc()
    both = (
        within.order_by(*keys, newest).subquery().select(),
        before.order_by(CurrencyRate.currency, CurrencyRate.day.desc(), newest).subquery().select(),
    )
    found = session.execute(both[0].union_all(both[1])).all()
    return {(row.currency, row.day): Rate(base, row.currency, row.day, Fraction(row.rate), row.source) for row in found}


def of_day(rates: Mapping[tuple[str, date], Rate], currency: str, base: str, day: date) -> Rate | None:
    """Of what `rates_between` found, the rate that counts on `day`."""
    if currency == base:
        return Rate(base, currency, day, Fraction(1), "")
    if (currency, day) in rates:
        return rates[currency, day]
    days = [known for code, known in rates if code == currency and known <= day]
    return rates[currency, max(days)] if days else None


def converted(money: Money, base: Currency, rate: Rate) -> Money:
    """Worth in the base, to the nearest minor unit."""
    return Money(worth(money.minor, factor(money.currency, base, rate)), base)


def worth(minor: int, factor: Fraction) -> int:
    """Rounded to a whole one; a half goes to the even one, so that sums lean to neither side.

    Reckoned in whole numbers: what is multiplied as fractions is reduced each time, which takes most of a report’s.
    """
    whole, rest = divmod(minor * factor.numerator, factor.denominator)
    return whole + (2 * rest > factor.denominator - whole % 2)


def factor(currency: Currency, base: Currency, rate: Rate) -> Fraction:
    """Minor units of the base for one of the currency’s, exactly."""
    return Fraction(base.unit, currency.unit) / rate.rate


def written(rate: Decimal) -> str:
    """“11.25”: no zeros that the column's scale adds."""
    return f"{rate.normalize():f}"


def currencies() -> list[Currency]:
    return [
        Currency(row.code, row.exponent) for row in db.session.scalars(select(CurrencyRow).order_by(CurrencyRow.code))
    ]


def newest(base: str) -> dict[str, CurrencyRate]:
    """The last rate of each currency that was entered against `base`."""
    wanted = select(CurrencyRate).where(CurrencyRate.base == base).ext(distinct_on(CurrencyRate.currency))
    ordered = wanted.order_by(CurrencyRate.currency, CurrencyRate.day.desc(), CurrencyRate.id.desc())
    return {row.currency: row for row in db.session.scalars(ordered)}


def of_days(base: str, pairs: Iterable[tuple[str, date]]) -> dict[tuple[str, date], CurrencyRate]:
    """The rows that count of these currencies and days; the others are missing."""
    days = sorted({day for _, day in pairs})
    keys = (CurrencyRate.currency, CurrencyRate.day)
    wanted = select(CurrencyRate).where(CurrencyRate.base == base, CurrencyRate.day.in_(days)).ext(distinct_on(*keys))
    return {(row.currency, row.day): row for row in db.session.scalars(wanted.order_by(*keys, CurrencyRate.id.desc()))}


def history(base: str, currency: str) -> list[SeenRate]:
    """The newest days with every row of them, those that were corrected too."""
    wanted = select(CurrencyRate).where(CurrencyRate.base == base, CurrencyRate.currency == currency)
    ordered = wanted.order_by(CurrencyRate.day.desc(), CurrencyRate.id.desc()).limit(HISTORY)
    rows = list(db.session.scalars(ordered))
    by_id, corrected = {row.id: row.rate for row in rows}, {row.corrects for row in rows}
    return [
        SeenRate(
            id=row.id,
            day=row.day,
            rate=row.rate,
            was=by_id.get(row.corrects) if row.corrects else None,
            source=row.source,
            reason=row.reason or "",
            actor=row.actor_id,
            recorded_at=row.recorded_at,
            counts=row.id not in corrected,
        )
        for row in rows
    ]


def _known(wanted: Select[CurrencyRate], known_at: datetime | None) -> Select[CurrencyRate]:
    return wanted if known_at is None else wanted.where(CurrencyRate.recorded_at <= known_at)


def _rate(row: CurrencyRate) -> Rate:
    return Rate(row.base, row.currency, row.day, Fraction(row.rate), row.source)
