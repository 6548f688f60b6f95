"""What players are kept from, and how their status changed, as staff read it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models.ledger import Account
from app.models.protection import (
    BY_ITSELF,
    KINDS,
    LIFTING_REASONS,
    REASONS,
    PlayerRestriction,
    PlayerStatusChange,
)
from app.queries import actors, staff_names
from app.queries.players import SeenPlayer

MOST = 50


@dataclass(frozen=True)
class Deed:
    """Who did it, when and why; `reason` in words of ours, `text` in theirs."""

    at: datetime
    by: str
    reason: str
    text: str


@dataclass(frozen=True)
class SeenRestriction:
    """One restriction, standing or lifted."""

    kind: str
    imposed: Deed
    until: datetime | None
    lifted: Deed | None

    @property
    def label(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True)
class SeenChange:
    """One change of the status."""

    before: str
    after: str
    deed: Deed


@dataclass(frozen=True)
class Protection:
    """Everything that protects or protected a player, the newest first."""

    restrictions: Sequence[SeenRestriction]
    changes: Sequence[SeenChange]


def kinds_of(players: Collection[int]) -> Mapping[int, list[str]]:
    """What each of these is kept from: one query, none for nobody."""
    found: dict[int, list[str]] = {player: [] for player in players}
    if not found:
        return found
    standing = PlayerRestriction.player_id.in_(found), PlayerRestriction.lifted_at.is_(None)
    query = select(PlayerRestriction.player_id, PlayerRestriction.kind).where(*standing)
    for player, kind in db.session.execute(query.order_by(PlayerRestriction.kind)):
        found[player].append(kind)
    return found


def standing_of(player: SeenPlayer) -> list[str]:
    """What the player is kept from: two queries. A flag of the ledger counts that nobody here gave a reason for."""
    kinds = kinds_of([player.row_id])[player.row_id]
    flagged = select(Account.account_id).where(Account.player_id == player.row_id, Account.restricted)
    is_flagged = db.session.scalar(flagged.limit(1)) is not None
    is_unexplained = is_flagged and player.status == "active" and "betting" not in kinds
    return ["betting", *kinds] if is_unexplained else kinds


def of(player_id: int) -> Protection:
    """The newest of both: three queries."""
    own = select(PlayerRestriction).where(PlayerRestriction.player_id == player_id)
    rows = db.session.scalars(own.order_by(PlayerRestriction.public_id.desc()).limit(MOST)).all()
    changed = select(PlayerStatusChange).where(PlayerStatusChange.player_id == player_id)
    changes = db.session.scalars(changed.order_by(PlayerStatusChange.id.desc()).limit(MOST)).all()
    who = [(each.by_kind, each.by_id) for each in (*rows, *changes)]
    who += [(each.lifted_by_kind or "", each.lifted_by_id or "") for each in rows]
    names = staff_names.named(by for kind, by in who if kind == "staff")
    return Protection([_restriction(each, names) for each in rows], [_change(each, names) for each in changes])


def _restriction(each: PlayerRestriction, names: Mapping[str, str]) -> SeenRestriction:
    imposed = _deed(each.imposed_at, each.by_kind, each.by_id, each.reason_code, each.reason_text, names)
    lifted = None
    if each.lifted_at is not None:
        by_kind, by = each.lifted_by_kind or "", each.lifted_by_id or ""
        code, words = each.lifted_reason_code or "", each.lifted_reason_text or ""
        lifted = _deed(each.lifted_at, by_kind, by, code, words, names)
    return SeenRestriction(each.kind, imposed, each.until, lifted)


def _change(each: PlayerStatusChange, names: Mapping[str, str]) -> SeenChange:
    deed = _deed(each.changed_at, each.by_kind, each.by_id, each.reason_code, each.reason_text, names)
    return SeenChange(each.from_status, each.to_status, deed)


def _deed(at: datetime, by_kind: str, by: str, code: str, words: str, names: Mapping[str, str]) -> Deed:
    known = REASONS | LIFTING_REASONS | BY_ITSELF
    return Deed(at, actors.called(by_kind, by, names), known.get(code, code), words)
