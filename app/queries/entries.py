"""A journal entry whole: its call, its transfers, what caused it, and what the audit log says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.game import Integration
from app.models.ledger import Call, Currency, Round, Transfer
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.models.staff import Staff
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries import legs, records
from app.queries.keyset import AnyRow
from app.queries.legs import SeenTransfer
from app.queries.reach import Brands
from app.queries.records import Record

PLAY = ("bet", "win", "promo", "rollback", "finish", "tombstone")


@dataclass(frozen=True)
class Entry:
    """One call of the ledger, with everything it leads to. `call` is the ledger's own row."""

    call: Call
    player: str
    brand: str
    counterparty: str
    amount: Money
    transfers: Sequence[SeenTransfer]
    staff: Staff | None
    cause: str
    reverses: str
    reversed_by: str
    records: Sequence[Record]

    @property
    def id(self) -> str:
        return outside("ca", self.call.call_id)

    @property
    def request(self) -> str:
        return outside("rq", self.call.request_id) if self.call.request_id else ""

    @property
    def is_play(self) -> bool:
        return self.call.kind in PLAY


def one(call_id: UUID, brands: Brands) -> Entry:
    """Raises NotFound when there is none, or none of these brands. The same few queries for every entry."""
    query = _named().where(Call.call_id == call_id)
    found = db.session.execute(query if brands is None else query.where(Call.brand_id.in_(brands)))
    row: AnyRow | None = found.one_or_none()
    if row is None:
        raise NotFound("There is no such journal entry, or it belongs to a brand that is not yours.")
    call, player, brand, exponent, integration, provider, staff = row
    cause = _cause(call)
    return Entry(
        call=call,
        player=outside("pl", player) if player else "",
        brand=brand or "",
        counterparty=(integration if call.kind in PLAY else provider) or "",
        amount=Money(call.amount, MoneyCurrency(call.currency, exponent or 0)),
        transfers=_transfers(call),
        staff=staff,
        cause=cause,
        reverses=outside("ca", call.reverses) if call.reverses else "",
        reversed_by=_reversal(call),
        records=records.of_request(call.request_id, cause or outside("ca", call.call_id)),
    )


def _named() -> Any:
    return (
        select(Call, Player.public_id, Brand.name, Currency.exponent, Integration.code, PaymentProvider.name, Staff)
        .outerjoin(Player, Player.id == Call.player_id)
        .outerjoin(Brand, Brand.id == Call.brand_id)
        .outerjoin(Currency, Currency.code == Call.currency)
        .outerjoin(Integration, Integration.id == Call.integration_id)
        .outerjoin(PaymentProvider, PaymentProvider.id == Call.integration_id)
        .outerjoin(Staff, Staff.id == Call.actor_id)
    )


def _transfers(call: Call) -> list[SeenTransfer]:
    own = (Transfer.player_id == call.player_id, Transfer.call_id == call.call_id)
    return [legs.seen(row) for row in db.session.execute(legs.named().where(*own).order_by(Transfer.line))]


def _cause(call: Call) -> str:
    """The outside id of what the call is a part of: a round, a deposit; what names itself needs no look."""
    if call.kind == "deposit":
        deposit = select(Deposit.public_id).where(
            Deposit.payment_provider_id == call.integration_id, Deposit.external_id == call.external_id
        )
        found = db.session.scalar(deposit)
        return outside("dp", found) if found else ""
    if call.kind in PLAY:
        key = (call.player_id, call.currency, call.integration_id, call.round_ref)
        played = db.session.get(Round, key)
        return outside("rd", played.round_id) if played else ""
    return call.external_id


def _reversal(call: Call) -> str:
    found = db.session.scalar(select(Call.call_id).where(Call.reverses == call.call_id))
    return outside("ca", found) if found else ""
