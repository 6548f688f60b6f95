"""Alerts as staff read them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Protocol
from uuid import UUID

from sqlalchemy import Select, select, true

from app import clock
from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.alert import Alert, AlertMute
from app.models.staff import Staff
from app.queries.keyset import AnyRow, AnySelect, Condition, Page, Window, turned, windowed

HOUSE = "monitoring.house.read"  # whoever lacks it is shown game providers alone


class Onlooker(Protocol):
    """Who looks, and what they may."""

    def may(self, permission: str) -> bool: ...

    def brands_for(self, permission: str) -> Collection[int] | None: ...


@dataclass(frozen=True)
class SeenAlert:
    """One alert; `muted_until` of its cause, if that lies ahead."""

    key: UUID
    cause: str
    severity: str
    figure: str
    opened_at: datetime
    acknowledged_at: datetime | None
    mailed_at: datetime | None
    closed_at: datetime | None
    acknowledged_by: str | None
    muted_until: datetime | None
    muted_reason: str | None

    @cached_property
    def id(self) -> str:
        return outside("al", self.key)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_muted(self) -> bool:
        return self.muted_until is not None and self.muted_until > clock.now()

    @property
    def check(self) -> str:
        return self.cause.partition(" ")[0]

    @property
    def lasted(self) -> timedelta:
        return (self.closed_at or clock.now()) - self.opened_at


def reach(by: Onlooker, permission: str) -> list[Condition]:
    """What somebody may see: all alerts, those of their brands, those of game providers."""
    brands = by.brands_for(permission)
    whose: Condition = true() if brands is None else Alert.brand_id.in_(brands)
    return [whose, true() if by.may(HOUSE) else Alert.cause.startswith("providers.")]


def of(key: UUID, reached: Sequence[Condition]) -> Select[Alert]:
    return select(Alert).where(Alert.public_id == key, *reached)


def is_open() -> Condition:
    return Alert.closed_at.is_(None)


def is_closed() -> Condition:
    return Alert.closed_at.is_not(None)


def is_unattended() -> Condition:
    """Open, and nobody looks after it."""
    return Alert.closed_at.is_(None) & Alert.acknowledged_at.is_(None)


def listed(conditions: Sequence[Condition], window: Window, *, oldest_first: bool = False) -> Page[SeenAlert]:
    """One page of alerts, newest first unless told otherwise: two queries at most."""
    query = _visible().where(*conditions)
    rows = windowed(query, Alert.public_id, window, newest_first=not oldest_first)
    found = [_seen(row) for row in db.session.execute(rows)]
    return turned(found, [each.key for each in found], window, query)


def one(key: UUID, reached: Sequence[Condition]) -> SeenAlert:
    """Raises NotFound when there is none, or none of theirs."""
    row = db.session.execute(_visible().where(Alert.public_id == key, *reached)).one_or_none()
    if row is None:
        raise missing()
    return _seen(row)


def standing() -> dict[str, SeenAlert]:
    """Every open alert by its cause: one query."""
    found = [_seen(row) for row in db.session.execute(_visible().where(is_open()))]
    return {each.cause: each for each in found}


def missing() -> NotFound:
    return NotFound("There is no such alert, or it is of something that you may not see.")


def _visible() -> AnySelect:
    alert = Alert
    return (
        select(
            alert.public_id, alert.cause, alert.severity, alert.figure, alert.opened_at, alert.acknowledged_at,
            alert.mailed_at, alert.closed_at, Staff.name, AlertMute.muted_until, AlertMute.reason,
        )
        .outerjoin(Staff, Staff.id == alert.acknowledged_by)
        .outerjoin(AlertMute, AlertMute.cause == alert.cause)
    )  # fmt: skip


def _seen(row: AnyRow) -> SeenAlert:
    return SeenAlert(*row)
