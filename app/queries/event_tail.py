"""What just happened, line by line: records of the audit log, and what other systems were told.

Read by the order of transactions: whatever commits late comes late. Of more than 200 at a time the newest are told.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from app.extensions import db
from app.ids import outside
from app.queries import actors, staff_names
from app.queries.keyset import AnyRow
from app.queries.reach import Brands
from app.queries.sentences import as_read

FIRST = 100  # lines of a page that is opened
MOST = 200  # new lines at a time
LOOKED_THROUGH = 10_000  # of the latest records: what is older has not just happened
START = "0.00000000-0000-0000-0000-000000000000"
PLACE = re.compile(r"(\d{1,19})\.([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.ASCII)
AUDIT = text("""
    select event_id, xid::text, recorded_at, actor_kind, actor_id, name, outcome, body::jsonb ->> 'sentence' as detail,
      (select jsonb_object_agg(code, exponent) from ledger.currency) as exponents
    from (
      select * from audit_record
      where phase <> 'attempt' and xid < settled_place()
        and (xid, event_id) > (cast(:xid as xid8), cast(:key as uuid))
      order by audit_record.xid desc, event_id desc limit :looked_through
    ) latest
    where :outcome = '' or outcome = :outcome
    order by latest.xid desc, event_id desc limit :most
""")
TOLD = text("""
    select id, xid::text, recorded_at, 'house', '', type, 'told', about || ' ' || data as detail
    from outbox_message
    where xid < settled_place() and (xid, id) > (cast(:xid as xid8), cast(:key as uuid))
      and (cast(:brands as integer[]) is null or brand_id = any(:brands))
    order by outbox_message.xid desc, id desc limit :most
""")


@dataclass(frozen=True)
class Line:
    """One line, as the log component draws it. `place`: after which the next ones come."""

    place: str
    at: datetime
    actor: str
    action: str
    outcome: str
    detail: str

    @property
    def tone(self) -> str:
        return "bad" if self.outcome in ("refused", "out_of_reach") else ""


def records(after: str = START, *, in_full: bool, outcome: str = "") -> list[Line]:
    """Effects and refusals behind a place, newest first: one query, and one for names.

    Not in full: of what was done only the name of the deed; a refusal says no more than whoever was refused was told.
    """
    found = db.session.execute(AUDIT, _asked(after) | {"outcome": outcome, "looked_through": LOOKED_THROUGH}).all()
    names = staff_names.named(row.actor_id for row in found if row.actor_kind == "staff")
    return [_line(row, actors.called(row.actor_kind, row.actor_id, names), _said(row, in_full)) for row in found]


def messages(after: str = START, *, brands: Brands = None) -> list[Line]:
    """What other systems were told behind a place, of these brands, newest first: one query."""
    found = db.session.execute(TOLD, _asked(after) | {"brands": None if brands is None else sorted(brands)})
    return [_line(row, actors.KINDS["system"], row.detail) for row in found]


def is_place(after: str) -> bool:
    return PLACE.fullmatch(after) is not None


def _asked(after: str) -> dict[str, Any]:
    xid, _, key = (after if is_place(after) else START).partition(".")
    return {"xid": xid, "key": key, "most": FIRST if after == START else MOST}


def _said(row: AnyRow, in_full: bool) -> str:
    """The sentence, and the record that says it."""
    record = outside("ev", row.event_id)
    if in_full or row.outcome == "refused":
        return f"{as_read(row.detail, row.exponents)} ({record})"
    return f"{record}. What it says is for whoever may read the audit log."


def _line(row: AnyRow, actor: str, detail: str) -> Line:
    key, xid, at, _, _, action, outcome = row[:7]
    return Line(f"{xid}.{key}", at, actor, action, outcome, detail)
