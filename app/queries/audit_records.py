"""The audit log as those read it who look into what was done: narrowed by who, what, about what, how it ended, when."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.audit import AuditRecord
from app.queries import actors, staff_names
from app.queries.keyset import AnySelect, Condition, Page, Sought, Window, counted, lowest, search, turned, windowed
from app.queries.sentences import EXPONENTS, as_read

OUTCOMES = {
    "done": ("Done", "ok"),
    "started": ("Tried", ""),
    "refused": ("Refused", "warn"),
    "out_of_reach": ("Out of reach", "warn"),
}
AN_ID = re.compile(r"\b([a-z]{2,3})_[0-9A-Z]{18}([0-9A-Z]{8})\b")


@dataclass(frozen=True)
class SeenRecord:
    """One record; `name_of_actor` is a member's name, an API key by its number, or what kind of actor it was."""

    key: UUID
    phase: str
    name: str
    actor_kind: str
    actor_id: str
    name_of_actor: str
    request_key: UUID | None
    target: str
    outcome: str
    recorded_at: datetime
    text: str
    exponents: Mapping[str, int]

    @cached_property
    def id(self) -> str:
        return outside("ev", self.key)

    @cached_property
    def body(self) -> dict[str, Any]:
        return json.loads(self.text)

    @property
    def sentence(self) -> str:
        """As people read it: amounts in main units. `text` has it as it was written."""
        return as_read(self.body["sentence"], self.exponents)

    @property
    def in_short(self) -> str:
        """The sentence with its ids shortened, for a line of a list."""
        return AN_ID.sub(lambda found: f"{found[1]}_…{found[2]}", self.sentence)

    @property
    def data(self) -> dict[str, Any]:
        return self.body["data"]

    @property
    def request(self) -> str:
        return outside("rq", self.request_key) if self.request_key else ""

    @property
    def state(self) -> tuple[str, str]:
        """A word and its tone."""
        return OUTCOMES.get(self.outcome, (self.outcome, ""))


def listed(sought: Sought, window: Window, *, oldest_first: bool = False) -> Page[SeenRecord]:
    """One page, newest first unless told otherwise: three queries at most, up to five in a search."""
    searched = search(select(AuditRecord), AuditRecord.event_id, sought, window, newest_first=not oldest_first)
    rows = windowed(searched.query, AuditRecord.event_id, window, newest_first=not oldest_first)
    found = _seen(rows)
    return turned(found, [each.key for each in found], window, searched.counting, searched)


def total(sought: Sought) -> str:
    """How many are sought, counted to the cap: “312”, “10,000+”."""
    searched = search(select(AuditRecord), AuditRecord.event_id, sought, Window())
    return Page[SeenRecord]((), total=counted(searched.counting), is_more=searched.is_more).total_text


def one(event_id: UUID) -> SeenRecord:
    """Raises NotFound."""
    found = _seen(select(AuditRecord).where(AuditRecord.event_id == event_id))
    if not found:
        raise NotFound("There is no such record.")
    return found[0]


def of_request(request_id: UUID | None) -> list[SeenRecord]:
    """What one request left, its attempt first."""
    if request_id is None:
        return []
    rows = select(AuditRecord).where(AuditRecord.request_id == request_id).order_by(AuditRecord.event_id)
    return _seen(rows.limit(50))


def exported(conditions: Sequence[Condition]) -> AnySelect:
    """Every record that meets all `conditions`, newest first, to be streamed and read by `seen`."""
    return select(AuditRecord, EXPONENTS).where(*conditions).order_by(AuditRecord.event_id.desc())


def seen(row: Sequence[Any]) -> SeenRecord:
    """A row of a stream: whoever acted is told by id."""
    return _record(row[0], {}, row[1])


def sought(
    *,
    target: str = "",
    actor: tuple[str, str] = ("", ""),
    request: UUID | None = None,
    name: str = "",
    phase: str = "",
    outcome: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Sought:
    """The rarest of what is known leads, on its index; the rest is looked for along it. `actor`: kind and id."""
    record, kind_and_id = AuditRecord, actor
    leads: list[list[Condition]] = [
        [record.request_id == request] if request else [],
        [record.target == target] if target else [],
        [record.actor_kind == kind_and_id[0], record.actor_id == kind_and_id[1]] if kind_and_id[1] else [],
        [record.name == name] if name else [],
        [record.phase == phase] if phase else [],
    ]
    known = [lead for lead in leads if lead]
    rest = [condition for lead in known[1:] for condition in lead]
    rest += [record.outcome == outcome] if outcome else []
    rest += [record.actor_kind == kind_and_id[0]] if kind_and_id[0] and not kind_and_id[1] else []
    return Sought(rest, [*(known[0] if known else []), *_within(since, until)], is_led=not rest)


def was_noted(staff_id: str, name: str, target: str, *, since: datetime) -> bool:
    """Whether a member of staff left such a record since then."""
    record = AuditRecord
    theirs = record.actor_kind == "staff", record.actor_id == staff_id, record.event_id >= lowest(since)
    about = record.target == target, record.name == name, record.phase == "effect"
    return db.session.scalar(select(exists().where(*theirs, *about))) or False


def _within(since: datetime | None, until: datetime | None) -> list[Condition]:
    """An id carries its time."""
    found: list[Condition] = [] if since is None else [AuditRecord.event_id >= lowest(since)]
    return found if until is None else [*found, AuditRecord.event_id < lowest(until)]


def _seen(query: AnySelect) -> list[SeenRecord]:
    rows = db.session.execute(query.add_columns(EXPONENTS)).all()
    names = staff_names.named(each.actor_id for each, _ in rows if each.actor_kind == "staff")
    return [_record(each, names, exponents) for each, exponents in rows]


def _record(row: AuditRecord, names: Mapping[str, str], exponents: Mapping[str, int]) -> SeenRecord:
    called = actors.called(row.actor_kind, row.actor_id, names)
    return SeenRecord(
        row.event_id, row.phase, row.name, row.actor_kind, row.actor_id, called,
        row.request_id, row.target, row.outcome, row.recorded_at, row.body, exponents,
    )  # fmt: skip
