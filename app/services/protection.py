"""Keeping players from what they may not do: at once, for a reason, in one transaction with the ledger's flags.

What each means. Suspended: no sign-in, no bets, no new deposit or withdrawal. Betting restricted: no bets. Deposits
restricted: none is started, and what arrives is owed back. Withdrawals restricted: none is asked for, none approved.
Wins and rollbacks of open rounds are always taken.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select, text

from app import clock
from app.areas.players import events
from app.audit import log
from app.audit.events import Event
from app.errors import Invalid, NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.player import Player
from app.models.protection import KINDS, LIFTING_REASONS, REASONS, PlayerRestriction
from app.models.staff import Staff
from app.queries.players import NOT_THERE
from app.security import scopes
from app.security.api_keys import Client
from app.services import login_sessions, outbox, reasons
from app.services.reasons import Reason

SUSPEND, REACTIVATE = "players.players.suspend", "players.players.reactivate"
RESTRICT, LIFT = "players.restrictions.create", "players.restrictions.lift"
By = Staff | Client


def suspend(player_id: str, reason: Reason, *, by: By) -> Player:
    """Bar the player from everything at once and end their sessions; raises NotFound, Forbidden, Invalid or Refused."""
    words = reasons.words(reason, REASONS)
    with transaction():
        player = _for(player_id, SUSPEND, by)
        _change_status(player, "active", "suspended", reason.code, words, by)
        ended = login_sessions.end_all(player.id)
        named = {"before": "active", "after": "suspended", "reason_code": reason.code}
        _tell(player, events.PlayerSuspended(target=player.outside_id, sessions=ended, **named), status="suspended")
    return player


def reactivate(player_id: str, reason: Reason, *, by: By) -> Player:
    """Let the player in again; what else restricts them stays. Raises as `suspend` does."""
    words = reasons.words(reason, LIFTING_REASONS)
    with transaction():
        player = _for(player_id, REACTIVATE, by)
        _change_status(player, "suspended", "active", reason.code, words, by)
        named = {"before": "suspended", "after": "active", "reason_code": reason.code}
        _tell(player, events.PlayerReactivated(target=player.outside_id, **named), status="active")
    return player


def restrict(player_id: str, kind: str, reason: Reason, *, until: datetime | None = None, by: By) -> Player:
    """Keep the player from one kind of thing, for ever or `until`; raises NotFound, Forbidden, Invalid or Refused."""
    words = reasons.words(reason, REASONS)
    if kind not in KINDS:
        raise Invalid("Choose what to restrict.", pointers={"/kind": "One of: betting, deposits, withdrawals."})
    if until is not None and until <= clock.now():
        raise Invalid("That moment is over.", pointers={"/until": "A moment to come."})
    with transaction():
        player = _for(player_id, RESTRICT, by)
        _lift_if_due(player, kind)
        before = _kinds(player)
        named = _named(player, reason.code, words, by) | {"kind": kind, "until": until}
        call = "select restrict_player(:player, :kind, :until, :code, :words, :by_kind, :by_id)"
        if db.session.scalar(text(call), named) is None:
            raise Refused(f"{KINDS[kind]} of this player are restricted already. Lift that first to change it.")
        said = {"kind": kind, "until": until.isoformat(timespec="seconds") if until else "", "before": before}
        event = events.PlayerRestricted(target=player.outside_id, after=_kinds(player), reason_code=reason.code, **said)
        _tell(player, event, kind=kind, has_end=until is not None)
    return player


def lift(player_id: str, kind: str, reason: Reason, *, by: By) -> Player:
    """End a restriction; raises NotFound, Forbidden, Invalid, or Refused when none of this kind stands."""
    words = reasons.words(reason, LIFTING_REASONS)
    with transaction():
        player = _for(player_id, LIFT, by)
        _lift(player, kind, _named(player, reason.code, words, by))
    return player


def lift_what_ran_out(at_most: int) -> int:
    """Lift what has run out, each in a transaction of its own; returns how many, fewer than asked if none are left."""
    ran_out = PlayerRestriction.lifted_at.is_(None), PlayerRestriction.until <= clock.now()
    found = select(PlayerRestriction.player_id, PlayerRestriction.kind).where(*ran_out)
    rows = db.session.execute(found.order_by(PlayerRestriction.until).limit(at_most)).all()
    db.session.rollback()  # nothing is held between one and the next
    for player_id, kind in rows:
        with transaction():
            player = db.session.get_one(Player, player_id, with_for_update={"key_share": True})
            _lift_if_due(player, kind)
    return len(rows)


def insist_on_payable(player_id: int) -> None:
    """Raises Refused while withdrawals of this player are restricted; whoever restricts waits for the caller."""
    player = db.session.get_one(Player, player_id, with_for_update={"read": True}, populate_existing=True)
    if player.status == "suspended":
        raise Refused("This player is suspended, so nothing is paid. Reactivate the player first.")
    if db.session.scalar(text("select is_kept_from(:player, 'withdrawals')"), {"player": player_id}):
        raise Refused("Withdrawals of this player are restricted. Lift the restriction first.")


def _lift(player: Player, kind: str, named: dict[str, Any]) -> None:
    before = _kinds(player)
    call = "select lift_restriction(:player, :kind, :code, :words, :by_kind, :by_id)"
    if not db.session.scalar(text(call), named | {"kind": kind}):
        raise Refused("No such restriction stands, so there is nothing to lift.")
    event = events.RestrictionLifted(
        target=player.outside_id, kind=kind, before=before, after=_kinds(player), reason_code=named["code"]
    )
    _tell(player, event, kind=kind)


def _lift_if_due(player: Player, kind: str) -> None:
    """Of a player who is held: what was found to have run out may have been lifted, and another be in its place."""
    due = PlayerRestriction.lifted_at.is_(None), PlayerRestriction.until <= clock.now()
    own = PlayerRestriction.player_id == player.id, PlayerRestriction.kind == kind
    if db.session.scalar(select(PlayerRestriction.id).where(*due, *own)):
        named = {"player": player.id, "code": "ran_out", "words": "", "by_kind": "system", "by_id": "a job"}
        _lift(player, kind, named)


def _for(player_id: str, permission: str, by: By) -> Player:
    """The player, held, for whoever may do this to players of that brand."""
    found = select(Player).where(Player.public_id == inside("pl", player_id))
    player = db.session.scalar(found.with_for_update(key_share=True).execution_options(populate_existing=True))
    if player is None:
        raise NotFound(NOT_THERE)
    if isinstance(by, Staff):
        scopes.insist(by, player.brand_id, permission, missing=NOT_THERE)
    elif by.brand_id not in (None, player.brand_id):
        raise NotFound(NOT_THERE)
    return player


def _change_status(player: Player, before: str, after: str, code: str, words: str, by: By) -> None:
    named = _named(player, code, words, by) | {"from": before, "to": after}
    call = "select change_player_status(:player, :from, :to, :code, :words, :by_kind, :by_id)"
    is_done = db.session.scalar(text(call), named)
    db.session.refresh(player)
    if not is_done:
        raise Refused(f"This player is {player.status}, so there is nothing to change.")


def _named(player: Player, code: str, words: str, by: By) -> dict[str, Any]:
    kind, who = ("staff", by.outside_id) if isinstance(by, Staff) else ("api_key", str(by.api_key_id))
    return {"player": player.id, "code": code, "words": words, "by_kind": kind, "by_id": who}


def _kinds(player: Player) -> str:
    """What the player is kept from now."""
    standing = PlayerRestriction.player_id == player.id, PlayerRestriction.lifted_at.is_(None)
    found = db.session.scalars(select(PlayerRestriction.kind).where(*standing).order_by(PlayerRestriction.kind))
    return ", ".join(found) or "none"


def _tell(player: Player, event: Event, **data: Any) -> None:
    log.record(event)
    outbox.tell(event.name, about=player.outside_id, brand_id=player.brand_id, data=data)
