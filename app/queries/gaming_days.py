"""When the gaming days of an interval begin and end for each brand, and by whose leave it plays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.extensions import planned_once
from app.reports.asked import Asked

# The zone is of the version of the rules that is in force when the interval ends; before any was, of the first.
SPANS = text("""
    select b.name, l.name || ', ' || l.authority as licence, v.gaming_day_zone, s.began, s.ended
      from brand b
      join licence l on l.id = b.licence_id
     cross join lateral (select report.day_start(b.profile_code, :first) as began,
                                report.day_start(b.profile_code, :behind) as ended) s
     cross join lateral (select gaming_day_zone from jurisdiction_profile where code = b.profile_code
                          order by effective_from < s.ended desc,
                                   case when effective_from < s.ended then - version else version end limit 1) v
     where (cast(:brands as integer[]) is null or b.id = any(:brands)) and :brand in ('', b.code)
     order by b.name
""")


@dataclass(frozen=True)
class BrandSpan:
    """A brand's own interval: from the moment its first day begins to the one its last day ends."""

    brand: str
    licence: str
    zone: str
    began: datetime
    ended: datetime


@planned_once()
def spans(session: Session, asked: Asked) -> Sequence[BrandSpan]:
    """Of every brand that may be seen and is not filtered out, by name."""
    brands = None if asked.brands is None else list(asked.brands)
    behind = asked.last + timedelta(days=1)
    wanted = {"first": asked.first, "behind": behind, "brands": brands, "brand": asked.brand}
    return [BrandSpan(*row) for row in session.execute(SPANS, wanted)]
