"""Adjustments: money given or taken by hand, by staff within their limits, or asked for by a tool."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, insert, select

from app import clock
from app.areas.payments import events
from app.audit import log
from app.errors import Invalid, NotFound, Refused, Stale
from app.extensions import db, transaction
from app.ids import inside, outside, uuid7
from app.models.adjustment import REASONS, Adjustment
from app.models.ledger import Currency
from app.models.player import Player
from app.models.staff import Staff
from app.money import MAXIMUM_MINOR, Money
from app.money import Currency as MoneyCurrency
from app.security import limits, scopes
from app.security.api_keys import Client
from app.services import ledger, outbox, players

CREDIT, DEBIT = "payments.adjustments.credit", "payments.adjustments.debit"
LONGEST_TEXT = 500
NOT_THERE = "There is no such adjustment."
NO_PLAYER = "There is no such player."
NOT_DONE = {
    "unknown_account": "The player has no wallet in this currency.",
    "insufficient_funds": "The purse does not hold as much as is to be taken.",
}
Made = events.AdjustmentRequested | events.AdjustmentApplied | events.AdjustmentDeclined


@dataclass(frozen=True)
class Wanted:
    """What is to change: minor units, below zero to take, of cash or bonus, and why."""

    currency: str
    purse: str
    amount_minor: int
    reason_code: str
    reason_text: str = ""


def apply(player_id: str, wanted: Wanted, *, by: Staff, public_id: UUID | None = None) -> Adjustment:
    """Change the purse at once; raises NotFound, Forbidden, Invalid, or Refused (a limit, or too little there).

    `public_id`: what it will be called; asked for twice under one name it is done once, and then Refused.
    """
    _insist_on_sense(wanted)
    with transaction():
        player = _player(player_id)
        scopes.insist(by, player.brand_id, _permission(wanted.amount_minor), missing=NO_PLAYER)
        public_id = public_id or uuid7()
        _hold_and_insist_on_room(by, player.brand_id, wanted.currency, wanted.amount_minor)
        _insist_on_new(public_id)
        decided = {
            "state": "applied",
            "decided_by": by.id,
            "decided_at": clock.now(),
            "call_id": _move(outside("aj", public_id), player.id, wanted, by),
        }
        adjustment = _add(public_id, player, wanted, ("staff", by.outside_id), decided)
        _tell(adjustment, player, events.AdjustmentApplied)
    return adjustment


def request(player_id: str, wanted: Wanted, *, by: Client) -> Adjustment:
    """Ask staff for it; no money moves. Raises NotFound or Invalid."""
    _insist_on_sense(wanted)
    with transaction():
        player = players.find(player_id, by=by)
        _insist_on_wallet(player, wanted.currency)
        adjustment = _add(uuid7(), player, wanted, ("api_key", str(by.api_key_id)), {"state": "requested"})
        _tell(adjustment, player, events.AdjustmentRequested)
    return adjustment


def accept(adjustment_id: str, *, by: Staff, version: int | None = None) -> Adjustment:
    """Do what a tool asked for; raises NotFound, Forbidden, Stale, or Refused."""
    with transaction():
        adjustment, player = _held(adjustment_id, by, version)
        _hold_and_insist_on_room(by, adjustment.brand_id, adjustment.currency, adjustment.amount)
        call_id = _move(adjustment_id, player.id, _wanted(adjustment), by)
        _decide(adjustment, by, state="applied", call_id=call_id)
        _tell(adjustment, player, events.AdjustmentApplied)
    return adjustment


def decline(adjustment_id: str, why: str, *, by: Staff, version: int | None = None) -> Adjustment:
    """Leave the purse as it is, and say why; raises NotFound, Forbidden, Invalid, Stale, or Refused."""
    words = why.strip()
    if not 0 < len(words) <= LONGEST_TEXT or "\0" in words:
        raise Invalid("Say why, in at most 500 letters.", pointers={"reason_text": "Say why in words."})
    with transaction():
        adjustment, player = _held(adjustment_id, by, version)
        _decide(adjustment, by, state="declined", decision_text=words)
        _tell(adjustment, player, events.AdjustmentDeclined)
    return adjustment


def find(adjustment_id: str, *, by: Client) -> Adjustment:
    """The adjustment; raises NotFound, also for one of a brand the client does not serve."""
    adjustment = db.session.scalar(select(Adjustment).where(Adjustment.public_id == inside("aj", adjustment_id)))
    if adjustment is None or by.brand_id not in (None, adjustment.brand_id):
        raise NotFound(NOT_THERE)
    return adjustment


def _insist_on_sense(wanted: Wanted) -> None:
    faults: dict[str, str] = {}
    if wanted.purse not in ("cash", "bonus"):
        faults["purse"] = "Choose cash or bonus."
    if not 0 < abs(wanted.amount_minor) <= MAXIMUM_MINOR:
        faults["amount_minor"] = "An amount above or below zero."
    if wanted.reason_code not in REASONS:
        faults["reason_code"] = "Choose one of the reasons."
    if wanted.reason_code == "other" and not wanted.reason_text.strip():
        faults["reason_text"] = "Say why in words."
    if len(wanted.reason_text) > LONGEST_TEXT or "\0" in wanted.reason_text:
        faults["reason_text"] = f"At most {LONGEST_TEXT} letters."
    if faults:
        raise Invalid("This adjustment cannot be meant.", pointers={f"/{field}": why for field, why in faults.items()})


def _insist_on_new(public_id: UUID) -> None:
    """Looked for once nobody else acts for the same member of staff."""
    if db.session.scalar(select(exists().where(Adjustment.public_id == public_id))):
        raise Refused(f"This was done already: {outside('aj', public_id)}. It is not done twice.")


def _permission(amount_minor: int) -> str:
    return CREDIT if amount_minor > 0 else DEBIT


def _player(player_id: str) -> Player:
    player = db.session.scalar(select(Player).where(Player.public_id == inside("pl", player_id)))
    if player is None:
        raise NotFound(NO_PLAYER)
    return player


def _hold_and_insist_on_room(by: Staff, brand_id: int, currency: str, amount_minor: int) -> None:
    """One act after the other for a member of staff: two at once would each see the same room."""
    lock = func.hashtextextended(f"adjustments of staff {by.id}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(lock)))
    room = limits.room(staff_id=by.id, brand_id=brand_id, currency=currency, amount_minor=amount_minor)
    if not room.holds(amount_minor):
        told = limits.told(room, _money(currency, amount_minor))
        raise Refused(f"{told} Ask somebody with a higher limit.")


def _money(currency: str, amount_minor: int) -> Money:
    known = db.session.get(Currency, currency)
    if known is None:
        raise Invalid("There is no such currency.", pointers={"/currency": "Not one of ours."})
    return Money(amount_minor, MoneyCurrency(known.code, known.exponent))


def _insist_on_wallet(player: Player, currency: str) -> None:
    if currency not in {held.currency for held in ledger.balances(player.id)}:
        raise Invalid(NOT_DONE["unknown_account"], pointers={"/currency": "No wallet."})


def _move(adjustment_id: str, player_id: int, wanted: Wanted, by: Staff) -> UUID:
    answer = ledger.adjustment(
        adjustment_id,
        player_id=player_id,
        currency=wanted.currency,
        purse=wanted.purse,
        amount=wanted.amount_minor,
        staff_id=by.id,
        reason=wanted.reason_code,
    )
    if answer.outcome != "applied" or answer.replayed:
        raise Refused(NOT_DONE.get(answer.outcome, f"The ledger did not take this adjustment: {answer.outcome}."))
    return answer.call_id


def _add(
    public_id: UUID, player: Player, wanted: Wanted, asked_by: tuple[str, str], more: dict[str, Any]
) -> Adjustment:
    kind, name = asked_by
    row = insert(Adjustment).values(
        public_id=public_id,
        brand_id=player.brand_id,
        player_id=player.id,
        currency=wanted.currency,
        purse=wanted.purse,
        amount=wanted.amount_minor,
        requested_by_kind=kind,
        requested_by_id=name,
        reason_code=wanted.reason_code,
        reason_text=wanted.reason_text.strip() or None,
        occurred_at=clock.now(),
        **more,
    )
    return db.session.scalars(row.returning(Adjustment)).one()


def _held(adjustment_id: str, by: Staff, version: int | None) -> tuple[Adjustment, Player]:
    """Locked, of a brand of theirs and a direction they may decide, still open, and the version they saw."""
    found = select(Adjustment).where(Adjustment.public_id == inside("aj", adjustment_id)).with_for_update()
    adjustment = db.session.scalar(found.execution_options(populate_existing=True))
    if adjustment is None:
        raise NotFound(NOT_THERE)
    scopes.insist(
        by, adjustment.brand_id, CREDIT, DEBIT, missing=NOT_THERE
    )  # elsewhere its direction is no news either
    scopes.insist(by, adjustment.brand_id, _permission(adjustment.amount), missing=NOT_THERE)
    if adjustment.state != "requested":
        raise Refused(f"This adjustment is {adjustment.state} already.")
    if version not in (None, adjustment.version):
        raise Stale("This adjustment changed since you looked at it. Look again before you decide.")
    return adjustment, db.session.get_one(Player, adjustment.player_id)


def _wanted(adjustment: Adjustment) -> Wanted:
    return Wanted(adjustment.currency, adjustment.purse, adjustment.amount, adjustment.reason_code)


def _decide(adjustment: Adjustment, by: Staff, **columns: Any) -> None:
    for column, value in {**columns, "decided_by": by.id, "decided_at": clock.now()}.items():
        setattr(adjustment, column, value)
    adjustment.version += 1
    db.session.flush()


def _tell(adjustment: Adjustment, player: Player, kind: type[Made]) -> None:
    event = kind(
        target=adjustment.outside_id,
        player=player.outside_id,
        purse=adjustment.purse,
        currency=adjustment.currency,
        amount_minor=adjustment.amount,
        reason_code=adjustment.reason_code,
    )
    log.record(event)
    outbox.tell(event.name, about=event.target, brand_id=adjustment.brand_id, data=event.data())
