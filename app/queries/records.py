"""What the audit log holds of a thing or of a request, as one sentence each."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import SQLColumnExpression, and_, select

from app.extensions import db
from app.ids import outside
from app.models.audit import AuditRecord

MOST = 50


@dataclass(frozen=True)
class Record:
    """One audit record."""

    id: str
    phase: str
    name: str
    sentence: str
    recorded_at: datetime


def about(target: str) -> list[Record]:
    """Of the thing with this outside id, oldest first."""
    return _found(AuditRecord.target == target)


def naming(target: str, named: str) -> list[Record]:
    """Of the thing with this outside id, those that name another, oldest first: a deposit's stand with its player."""
    return _found(and_(AuditRecord.target == target, AuditRecord.body.contains(named)))


def of_request(request_id: UUID | None) -> list[Record]:
    """What one request left, its attempt first; nothing for none."""
    return _found(AuditRecord.request_id == request_id) if request_id else []


def _found(condition: SQLColumnExpression[bool]) -> list[Record]:
    query = select(AuditRecord).where(condition).order_by(AuditRecord.event_id).limit(MOST)
    return [
        Record(outside("ev", each.event_id), each.phase, each.name, json.loads(each.body)["sentence"], each.recorded_at)
        for each in db.session.scalars(query)
    ]
