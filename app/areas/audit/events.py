"""Reading the audit log is itself remembered where it follows somebody."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class AuditSearched(Event):
    """`target` is whom or what was looked for; what is no id of ours stands there as a keyed hash."""

    name = "audit.searched"
    sentence = "Searched the audit log for what {relation} {target}."
    relation: str
