"""Appends records: the attempt in its own transaction before the work, the effect inside the work's own."""

from typing import Any

from flask import g, has_request_context
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.audit import who
from app.audit.canonical import SCHEMA_VERSION, canonical
from app.audit.events import Event
from app.errors import Unavailable
from app.extensions import db, transaction
from app.ids import outside, uuid7
from app.models.audit import AuditRecord

NO_RECORD = (
    "The audit log cannot be written, so nothing was done. Please try again; if this goes on, tell the platform team."
)


def record(event: Event) -> None:
    """Append the effect inside the caller's transaction: neither change nor record without the other."""
    db.session.flush()  # a fault of the caller's rows is not the audit log's
    try:
        db.session.execute(
            insert(AuditRecord).values(_row("effect", event.name, event.target, "done", event.data(), str(event)))
        )
    except SQLAlchemyError as error:
        raise Unavailable(NO_RECORD) from error
    if has_request_context():
        g.recorded += 1


def attempt(action: str) -> None:
    """Leave a trace of what is about to be tried, whatever becomes of it; raises Unavailable when it cannot."""
    _at_once(_row("attempt", action, "", "started", {}, f"Attempted {action}."))


def refusal(action: str, *, status: int, permission: str, reason: str) -> None:
    """Remember that something was refused, and why, at once; raises Unavailable when it cannot.

    `reason` repeats nothing of what was sent (`Refused.recorded`).
    """
    data = {"permission": permission, "status": status, "reason": reason}
    _at_once(_row("refusal", action, "", "refused", data, f"Refused {action}: {reason}"))


def out_of_reach(action: str, target: str, *, permission: str, reason: str) -> None:
    """Remember who asked for `target`, which is there and not for them; raises Unavailable when it cannot."""
    data = {"permission": permission, "status": 404, "reason": reason}
    _at_once(_row("refusal", action, target, "out_of_reach", data, f"Refused {action} of {target}: {reason}"))


def _at_once(row: dict[str, Any]) -> None:
    db.session.rollback()  # what was read so far needs no connection of its own
    try:
        with transaction():
            db.session.execute(insert(AuditRecord).values(row))
    except SQLAlchemyError as error:
        raise Unavailable(NO_RECORD) from error


def _row(phase: str, name: str, target: str, outcome: str, data: dict[str, Any], sentence: str) -> dict[str, Any]:
    event_id, actor = uuid7(), who.actor()
    body = {
        "v": SCHEMA_VERSION,
        "event_id": outside("ev", event_id),
        "at": clock.now().isoformat(timespec="microseconds"),
        "phase": phase,
        "name": name,
        "actor": actor.body(),
        "request": who.request_body(),
        "target": target,
        "outcome": outcome,
        "data": data,
        "sentence": sentence,
    }
    return {
        "event_id": event_id,
        "schema_version": SCHEMA_VERSION,
        "body": canonical(body),
        "name": name,
        "phase": phase,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "request_id": who.request_id(),
        "target": target,
        "outcome": outcome,
    }
