"""Every decision about one setting, newest first, each with what it replaced."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.extensions import db
from app.models.brand import Brand
from app.models.setting import SettingValue
from app.queries.settings import brand_name
from app.settings import Setting

PAGE_SIZE = 50


@dataclass(frozen=True)
class Decision:
    """`brand` empty: for every brand; `was` and `now` as they were written, None: no value of its own."""

    id: int
    brand: str
    was: str | None
    now: str | None
    reason: str
    actor: str
    at: datetime

    @property
    def brand_name(self) -> str:
        return brand_name(self.brand)


@dataclass(frozen=True)
class Decisions:
    """So many at a time; `next` is where the older ones begin, None where there are none."""

    rows: list[Decision]
    next: int | None


def decisions(setting: Setting[Any], brands: Collection[int] | None, *, before: int | None = None) -> Decisions:
    """Those for every brand and for `brands` (None: all), older than the one numbered `before`."""
    was = func.lag(SettingValue.value).over(partition_by=SettingValue.brand_id, order_by=SettingValue.id)
    told = (
        select(SettingValue, was.label("was"), Brand.code)
        .outerjoin(Brand, Brand.id == SettingValue.brand_id)
        .where(SettingValue.key == setting.key)
    )
    if brands is not None:
        told = told.where(SettingValue.brand_id.is_(None) | SettingValue.brand_id.in_(brands))
    whole = told.subquery()
    wanted = select(whole).order_by(whole.c.id.desc()).limit(PAGE_SIZE + 1)
    found = db.session.execute(wanted if before is None else wanted.where(whole.c.id < before)).all()
    rows = [
        Decision(row.id, row.code or "", row.was, row.value, row.reason, row.actor_id, row.recorded_at)
        for row in found[:PAGE_SIZE]
    ]
    return Decisions(rows, rows[-1].id if len(found) > PAGE_SIZE else None)
