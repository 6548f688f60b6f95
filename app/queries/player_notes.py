"""Notes about a player as staff read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import SQLColumnExpression, exists, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.ids import outside
from app.models.player_note import PlayerNote
from app.models.staff import Staff
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed

MOST_PINNED = 10


@dataclass(frozen=True)
class SeenNote:
    """One note, by the name of whoever wrote it."""

    public_id: UUID
    kind: str
    text: str
    by: str
    written_at: datetime
    is_settled: bool

    @cached_property
    def id(self) -> str:
        return outside("nt", self.public_id)


def listed(player_id: int, window: Window, *, with_confidential: bool) -> Page[SeenNote]:
    """One page, newest first: two queries at most."""
    own = _own(player_id, with_confidential)
    rows = [_seen(row) for row in db.session.execute(windowed(_query(own), PlayerNote.public_id, window))]
    return turned(rows, [row.public_id for row in rows], window, select(PlayerNote.id).where(*own))


def pinned(player_id: int) -> Sequence[SeenNote]:
    """The attention notes that nobody settled, newest first: one query."""
    own = [PlayerNote.player_id == player_id, PlayerNote.kind == "attention", ~_SETTLED]
    query = _query(own).order_by(PlayerNote.public_id.desc()).limit(MOST_PINNED)
    return [_seen(row) for row in db.session.execute(query)]


_LATER = aliased(PlayerNote)
_SETTLED = exists().where(_LATER.settles == PlayerNote.id)


def _own(player_id: int, with_confidential: bool) -> list[SQLColumnExpression[bool]]:
    own: list[SQLColumnExpression[bool]] = [PlayerNote.player_id == player_id]
    return own if with_confidential else [*own, PlayerNote.kind != "confidential"]


def _query(conditions: Sequence[SQLColumnExpression[bool]]) -> AnySelect:
    return select(PlayerNote, Staff.name, _SETTLED).join(Staff, Staff.id == PlayerNote.staff_id).where(*conditions)


def _seen(row: AnyRow) -> SeenNote:
    note, by, is_settled = row
    return SeenNote(note.public_id, note.kind, note.text, by, note.written_at, is_settled)
