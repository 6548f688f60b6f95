"""The gaming day so far, and the same day a week before: to the same minute, and hour by hour.

Each brand's day begins when its own rules say, so minutes and hours are counted from there.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.queries.figures import Sums

SUMMED = (
    "settled_stake_cash",
    "settled_stake_bonus",
    "settled_win_cash",
    "settled_win_bonus",
    "credit_cash",
    "deposit",
    "withdrawal",
    "calls",
)
NAMES = ", ".join(SUMMED)
OF_A_MINUTE = NAMES.replace("calls", "0")  # a minute does not tell how many
TOTALS = ", ".join(f"sum({name})::bigint as {name}" for name in SUMMED)
DAYS = text("""
    select w.brand_id, w.day, w.began, w.ended, w.ago from report.week_apart(array(
      select id from brand where (cast(:brands as integer[]) is null or id = any(:brands)) and :brand in ('', code))) w
     order by w.brand_id
""")
GIVEN = """
    unnest(cast(:brand_id as integer[]), cast(:day as date[]), cast(:began as timestamptz[]),
           cast(:ended as timestamptz[]), cast(:ago as integer[])) as given (brand_id, day, began, ended, ago)
"""
# Quarters of an hour that were folded, and movements that came since; of the quarter in which the comparison ends, its
# minutes until then beside it, which stand in no hour: the quarter does.
HOURS = text(f"""
    with compared as materialized (
      select *, date_bin('15 minutes', ended, timestamptz '2000-01-01 00:00 UTC') as cut from {GIVEN}
    ),
    moved as (
      select c.*, currency, at, at < cut as is_before, true as is_in_hour, {NAMES}
        from report.cell join compared c using (day, brand_id) where grain = 'quarter'
      union all
      select c.*, currency, occurred_at, occurred_at < ended, true, {NAMES}
        from report.day_lately() join compared c using (day, brand_id)
      union all
      select c.*, currency, at, true, false, {OF_A_MINUTE}
        from report.minute join compared c using (day, brand_id) where ago = 1 and at >= cut and at < ended
    )
    select currency, ago, floor(extract(epoch from hour - began) / 3600)::integer, is_before, is_in_hour, {NAMES}
      from (select currency, ago, began, date_bin('1 hour', at, began) as hour, is_before, is_in_hour, {TOTALS}
              from moved group by 1, 2, 3, 4, 5, 6) h
""")  # noqa: S608 the names stand above
# Whoever was registered, whoever deposited for the first time: today, and a week before to the same minute.
COUNTS = text(f"""
    with compared as materialized (
      select *, case when ago = 0 then 'infinity' else ended end as until from {GIVEN}
    ), today as (
      select min(day) as first, max(day) as last from compared where ago = 0
    ), counted as (
      select '' as currency, ago, count(*) as players
        from compared join player p using (brand_id)
       where not p.is_test and p.occurred_at >= began and p.occurred_at < until
       group by 1, 2
      union all
      select currency, ago, count(*)
        from compared join report.first_deposit f using (brand_id, day) where f.occurred_at < until
       group by 1, 2
      union all
      select currency, ago, l.players
        from today cross join lateral report.first_deposits_lately(first, last) l join compared using (brand_id, day)
       where ago = 0
    )
    select currency, ago, sum(players)::bigint from counted group by 1, 2
""")  # noqa: S608 the days stand above


@dataclass(frozen=True)
class BrandDay:
    """The gaming day that a brand has begun, `ago` 0, and the one a week before, to the same minute."""

    brand_id: int
    day: date
    began: datetime
    ended: datetime
    ago: int


@dataclass
class Week:
    """One currency: today, what the same day a week before came to until the same minute, and both hour by hour."""

    before: Sums = field(default_factory=lambda: defaultdict(int))
    today: Sums = field(default_factory=lambda: defaultdict(int))
    hours: dict[int, Sums] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    hours_before: dict[int, Sums] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))


def days(session: Session, brands: Collection[int] | None, brand: str = "") -> list[BrandDay]:
    """Both gaming days of each of these brands, or of the one with this code."""
    wanted = None if brands is None else list(brands)
    return [BrandDay(*row) for row in session.execute(DAYS, {"brands": wanted, "brand": brand})]


def weeks(session: Session, days: Sequence[BrandDay]) -> Mapping[str, Week]:
    """By currency; "" is of what has none: registrations. Two queries, in the caller's snapshot."""
    found: dict[str, Week] = defaultdict(Week)
    asked = {each.name: [getattr(day, each.name) for day in days] for each in fields(BrandDay)}
    for currency, ago, hour, is_before, is_in_hour, *sums in session.execute(HOURS, asked):
        week = found[currency]
        if is_in_hour:
            _add((week.hours_before if ago else week.hours)[hour], sums)
        if not ago or is_before:
            _add(week.before if ago else week.today, sums)
    for currency, ago, players in session.execute(COUNTS, asked):
        week = found[currency]
        (week.before if ago else week.today)["first_deposits" if currency else "registrations"] += players
    return found


def _add(held: Sums, sums: Sequence[int]) -> None:
    for name, amount in zip(SUMMED, sums, strict=True):
        held[name] += amount
