"""Reading the audit log, remembered where it follows somebody."""

from datetime import timedelta

from app import clock
from app.areas.audit.events import AuditSearched
from app.audit import log
from app.audit.who import AN_ID, keyed_hash
from app.extensions import transaction
from app.models.staff import Staff
from app.queries import audit_records

LATELY = timedelta(hours=1)
RELATIONS = {"actor": "was done by", "target": "is about", "request": "was left by"}


def note(relation: str, target: str, *, by: Staff, goes_on: bool = False) -> None:
    """Somebody asked for all of one actor, one thing, or one request. What is no id of ours may be a name.

    `goes_on`: a later page, which is the same search when they asked lately. An address may begin at any page.
    """
    told = target if AN_ID.fullmatch(target) else f"hash {keyed_hash(target)}"
    with transaction():
        if not (goes_on and _was_noted(told, by)):
            log.record(AuditSearched(target=told, relation=RELATIONS[relation]))


def _was_noted(told: str, by: Staff) -> bool:
    return audit_records.was_noted(by.outside_id, AuditSearched.name, told, since=clock.now() - LATELY)
