"""Audit records as a file; asking for it is recorded like every export."""

import json

from app.areas.audit.permissions import Audit
from app.errors import Forbidden
from app.exports.offers import Arguments, Asker, Column, Filters, Offer
from app.queries import audit_records
from app.queries.keyset import AnySelect
from app.queries.reach import Brands
from app.web.exports import insist_on_readable
from app.web.tables import in_words
from blueprints.audit.forms import VIEWS, RecordFilters

EVERY_BRAND = "The audit log is of every brand, and you hold the right to take it out for some of them only."
COLUMNS: tuple[Column, ...] = (
    Column("Record", lambda each: each.id),
    Column("Recorded at", lambda each: each.recorded_at),
    Column("Phase", lambda each: each.phase),
    Column("Action", lambda each: each.name),
    Column("Outcome", lambda each: each.outcome),
    Column("Kind of actor", lambda each: each.actor_kind),
    Column("Actor", lambda each: each.actor_id),
    Column("About", lambda each: each.target),
    Column("Request", lambda each: each.request),
    Column("Sentence", lambda each: each.sentence),
    Column("Data", lambda each: json.dumps(each.data, sort_keys=True, ensure_ascii=False)),
    Column("Canonical body", lambda each: each.text),
)


def _read(arguments: Arguments, asker: Asker) -> Filters:
    if asker.brands is not None:
        raise Forbidden(EVERY_BRAND)
    form = RecordFilters.read(arguments)
    insist_on_readable(form)
    sought = form.sought()
    shown = VIEWS[form.view.data or ""][0]
    return Filters([*sought.conditions, *sought.span], in_words(form, form.RELATIONS, [shown]))


def _select(conditions: list[audit_records.Condition], brands: Brands) -> AnySelect:
    """Whoever asked held it for every brand; a right that shrank since takes out nothing."""
    if brands is not None:
        raise Forbidden(EVERY_BRAND)
    return audit_records.exported(conditions)


RECORDS = Offer("audit.records", "audit records", Audit.RECORDS_EXPORT, COLUMNS, _read, _select, audit_records.seen)
