"""What the audit log holds of a thing or of a request, as one sentence each."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import SQLColumnExpression, and_, or_, select

from app.extensions import db
from app.ids import outside
from app.models.audit import AuditRecord
from app.queries import actors, staff_names
from app.queries.keyset import Condition
from app.queries.sentences import EXPONENTS, as_read

MOST = 50


@dataclass(frozen=True)
class Record:
    """One audit record; `by` is the name of a staff member, else what kind of actor it was."""

    id: str
    by: str
    phase: str
    name: str
    sentence: str
    recorded_at: datetime


def about(target: str, *conditions: Condition) -> list[Record]:
    """Of the thing with this outside id, newest first: two queries."""
    return _found(and_(AuditRecord.target == target, *conditions), AuditRecord.event_id.desc())


def not_called(names: Collection[str]) -> Condition:
    return AuditRecord.name.not_in(names)


def not_saying(text: str) -> Condition:
    """Without this in its body."""
    return ~AuditRecord.body.contains(text)


def naming(target: str, named: str) -> list[Record]:
    """Of the thing with this outside id, those that name another, newest first: a deposit's stand with its player."""
    named_there = and_(AuditRecord.target == target, AuditRecord.body.contains(named))
    return _found(named_there, AuditRecord.event_id.desc())


def of_staff(staff_id: str) -> list[Record]:
    """What somebody of staff did and was refused of late, newest first; the attempts before it say less."""
    theirs = and_(AuditRecord.actor_kind == "staff", AuditRecord.actor_id == staff_id, AuditRecord.phase != "attempt")
    return _found(theirs, AuditRecord.event_id.desc())


def of_request(request_id: UUID | None, named: str) -> list[Record]:
    """What one request left of the thing with this outside id, its attempt first; nothing for none. One request may act
    on many, and they may be of other brands."""
    if not request_id:
        return []
    of_it = or_(AuditRecord.phase == "attempt", AuditRecord.body.contains(named, autoescape=True))
    return _found(and_(AuditRecord.request_id == request_id, of_it), AuditRecord.event_id.asc())


def _found(condition: SQLColumnExpression[bool], order: SQLColumnExpression[UUID]) -> list[Record]:
    found = db.session.execute(select(AuditRecord, EXPONENTS).where(condition).order_by(order).limit(MOST)).all()
    names = staff_names.named(each.actor_id for each, _ in found if each.actor_kind == "staff")
    return [_record(each, names, exponents) for each, exponents in found]


def _record(each: AuditRecord, names: Mapping[str, str], exponents: Mapping[str, int]) -> Record:
    by = actors.called(each.actor_kind, each.actor_id, names)
    sentence = as_read(json.loads(each.body)["sentence"], exponents)
    return Record(outside("ev", each.event_id), by, each.phase, each.name, sentence, each.recorded_at)
