"""Reading the audit log, remembered where it follows somebody."""

from app.areas.audit.events import AuditSearched
from app.audit import log
from app.audit.who import AN_ID, keyed_hash
from app.extensions import transaction

RELATIONS = {"actor": "was done by", "target": "is about", "request": "was left by"}


def note(relation: str, target: str) -> None:
    """Somebody asked for all of one actor, one thing, or one request. What is no id of ours may be a name."""
    told = target if AN_ID.fullmatch(target) else f"hash {keyed_hash(target)}"
    with transaction():
        log.record(AuditSearched(target=told, relation=RELATIONS[relation]))
