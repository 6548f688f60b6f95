"""Which maintenance stands, told to every page by the query that finds who is signed in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from app.models.availability import PlayStop
from app.models.brand import Brand
from app.queries.stops import STANDS

KIND = PlayStop.kind == "maintenance"


@dataclass(frozen=True)
class Maintenance:
    """`brand_id` None: of every brand."""

    brand_id: int | None
    brand: str
    since: datetime
    reason: str


def told() -> ScalarSelect[Any]:
    """All that stands, as part of another question; for `read`."""
    row = func.jsonb_build_array(PlayStop.brand_id, Brand.name, PlayStop.recorded_at, PlayStop.reason)
    standing = select(func.jsonb_agg(row)).outerjoin_from(PlayStop, Brand, Brand.id == PlayStop.brand_id)
    return standing.where(STANDS, KIND).scalar_subquery()


def read(rows: Sequence[Sequence[Any]] | None) -> list[Maintenance]:
    found = [Maintenance(row[0], row[1] or "", datetime.fromisoformat(row[2]), row[3]) for row in rows or ()]
    return sorted(found, key=lambda each: each.brand)


def reaching(standing: Sequence[Maintenance], scopes: Collection[Collection[int] | None]) -> list[Maintenance]:
    """What concerns somebody whose rights hold for these brands (None: for every brand)."""
    mine = {brand_id for scope in scopes for brand_id in scope or ()}
    return [each for each in standing if each.brand_id is None or None in scopes or each.brand_id in mine]
