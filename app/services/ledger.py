"""The ledger's own functions, called inside the caller's transaction. Amounts are whole minor units."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from app.audit import who
from app.extensions import db


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a call; `cash_after` None: there is no such wallet."""

    outcome: str
    replayed: bool
    call_id: UUID
    cash: int
    bonus: int
    cash_after: int | None
    bonus_after: int | None


@dataclass(frozen=True, slots=True)
class Balances:
    """What a player holds in one currency, and owes."""

    currency: str
    exponent: int
    cash_minor: int
    bonus_minor: int
    pending_withdrawal_minor: int
    receivable_minor: int


def open_wallet(player_id: int, brand_id: int, currency: str, *, unverified: bool = False) -> None:
    """Open the player's purses in a currency; a further currency inherits the flags of the first."""
    named = {**_named(player_id, currency), "brand": brand_id, "unverified": unverified}
    _one("open_wallet(:player, :brand, :currency, :unverified)", **named)


def open_house_account(brand_id: int, currency: str, kind: str, counterparty: int = 0) -> None:
    """Open a house account; one that is open stays as it is."""
    call = "open_house_account(:brand, :currency, cast(:kind as ledger.house_kind), :counterparty)"
    _one(call, brand=brand_id, currency=currency, kind=kind, counterparty=counterparty)


def deposit(
    payment_provider_id: int,
    external_id: str,
    *,
    player_id: int,
    currency: str,
    amount: int,
    occurred_at: datetime,
    request_id: UUID | None,
) -> Answer:
    """Credit money once for each identifier; a refusal is an outcome, never an exception."""
    named = {**_named(player_id, currency), "provider": payment_provider_id, "external": external_id, "amount": amount}
    call = "deposit(:provider, :external, :player, :currency, :amount, :occurred_at, :request)"
    return _answer(call, **named, occurred_at=occurred_at, request=request_id)


def withdrawal_request(
    withdrawal_id: str, *, player_id: int, currency: str, amount: int, request_id: UUID | None
) -> Answer:
    """Move cash to pending withdrawal; refused (as an outcome) for the unverified, the owing and what is not there."""
    named = {**_named(player_id, currency), "withdrawal": withdrawal_id, "amount": amount}
    return _answer(
        "withdrawal_request(:withdrawal, :player, :currency, :amount, null, :request)", **named, request=request_id
    )


def withdrawal_release(
    withdrawal_id: str, *, player_id: int, payment_provider_id: int, reason: str, request_id: UUID | None
) -> Answer:
    """Paid: what waited leaves through the payment provider's clearing account."""
    named = {"withdrawal": withdrawal_id, "player": player_id, "provider": payment_provider_id, "reason": reason}
    return _answer(
        "withdrawal_release(:withdrawal, :player, :provider, null, :reason, :request)", **named, request=request_id
    )


def withdrawal_cancel(
    withdrawal_id: str, *, player_id: int, staff_id: int | None, reason: str, request_id: UUID | None
) -> Answer:
    """Not paid: what waited is cash again."""
    named = {"withdrawal": withdrawal_id, "player": player_id, "staff": staff_id, "reason": reason}
    return _answer("withdrawal_cancel(:withdrawal, :player, :staff, :reason, :request)", **named, request=request_id)


def adjustment(
    adjustment_id: str, *, player_id: int, currency: str, purse: str, amount: int, staff_id: int, reason: str
) -> Answer:
    """By staff, up or down, of cash or bonus; refused (as an outcome) for what is not there."""
    named = {**_named(player_id, currency), "adjustment": adjustment_id, "purse": purse, "amount": amount}
    return _answer(
        "adjustment(:adjustment, :player, :currency, cast(:purse as ledger.purse), :amount, :staff, :reason, :request)",
        **named,
        staff=staff_id,
        reason=reason,
        request=who.request_id(),
    )


def balances(player_id: int) -> list[Balances]:
    """Every wallet of a player, by currency."""
    rows = db.session.execute(
        text("""
            select currency, exponent,
                   max(balance) filter (where purse = 'cash'),
                   max(balance) filter (where purse = 'bonus'),
                   max(balance) filter (where purse = 'pending_withdrawal'),
                   max(balance) filter (where purse = 'receivable')
              from ledger.account join ledger.currency on code = currency
             where player_id = :player
             group by currency, exponent order by currency
        """),
        {"player": player_id},
    )
    return [Balances(*row) for row in rows]


def _named(player_id: int, currency: str) -> dict[str, Any]:
    return {"player": player_id, "currency": currency}


def _answer(call: str, **parameters: Any) -> Answer:
    row = _one(call, **parameters)
    return Answer(*(row[field] for field in Answer.__slots__))


def _one(call: str, **parameters: Any) -> Any:
    return db.session.execute(text(f"select * from ledger.{call}"), parameters).mappings().one()  # noqa: S608
