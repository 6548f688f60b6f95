"""Transfers as staff read them: both legs, what each account is called, what it held before and after."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Label, Subquery, Text, and_, cast, func, literal, select
from sqlalchemy.orm import aliased

from app.ids import outside
from app.models.game import Integration
from app.models.ledger import Account, Call, Currency, HouseAccount, Transfer
from app.models.payment import PaymentProvider
from app.models.player import Player
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries.keyset import AnyRow, AnySelect

KEY = (Transfer.player_id, Transfer.call_id, Transfer.line)
PLAY = ("game", "jackpot")  # whose counterparty is an integration
PAYMENT = ("psp", "psp_clearing")  # whose counterparty is a payment provider
HOUSE = (
    select(
        HouseAccount.account_id,
        cast(HouseAccount.kind, Text).label("kind"),
        func.coalesce(Integration.code, PaymentProvider.name, "").label("counterparty"),
    )
    .outerjoin(Integration, and_(HouseAccount.kind.in_(PLAY), Integration.id == HouseAccount.counterparty))
    .outerjoin(PaymentProvider, and_(HouseAccount.kind.in_(PAYMENT), PaymentProvider.id == HouseAccount.counterparty))
    .subquery()
)


@dataclass(frozen=True)
class Leg:
    """One side of a transfer. A player's account numbers its legs and keeps its balance; the house's keep none."""

    account_id: int
    account: str
    counterparty: str
    seq: int | None
    before: Money | None
    after: Money | None

    @property
    def is_player(self) -> bool:
        return self.account_id > 0

    @property
    def number(self) -> int:
        """Of a house account, as its address names it."""
        return -self.account_id


@dataclass(frozen=True)
class SeenTransfer:
    """One transfer and the call that caused it."""

    call_id: UUID
    line: int
    player: str
    kind: str
    external_id: str
    reason: str | None
    amount: Money
    source: Leg
    target: Leg
    occurred_at: datetime
    recorded_at: datetime

    @cached_property
    def entry(self) -> str:
        return outside("ca", self.call_id)

    @property
    def taken(self) -> Money:
        """The amount as its source sees it."""
        return Money(-self.amount.minor, self.amount.currency)

    def seen_from(self, account_id: int) -> tuple[Leg, Leg, Money]:
        """The account's own leg, the other one, and by how much the account's balance changed."""
        is_source = self.source.account_id == account_id
        own, other = (self.source, self.target) if is_source else (self.target, self.source)
        grew = -self.amount.minor if is_source != (own.account == "receivable") else self.amount.minor
        return own, other, Money(grew, self.amount.currency)


@dataclass(frozen=True)
class Line:
    """A transfer as one of its accounts sees it: its own leg, the other one, and how its balance changed."""

    transfer: SeenTransfer
    own: Leg
    other: Leg
    change: Money


def of_account(query: AnySelect, account_id: int) -> AnySelect:
    """What `named` finds, as lines of this account: to be read by `line`."""
    return query.add_columns(literal(account_id))


def line(row: AnyRow) -> Line:
    """A row of what `of_account` finds."""
    *of_transfer, account_id = row
    found = _seen(*of_transfer)
    return Line(found, *found.seen_from(account_id))


def named(among: Subquery | None = None) -> AnySelect:
    """Transfers with their calls and with what their accounts are called: for conditions, an order and a limit.

    `among` these keys, where given: joined first, since a planner that sees so many tables takes them as they come.
    """
    names: list[Any] = []
    query = select(Transfer, Call.external_id, Call.reason, Player.public_id, Currency.exponent)
    if among is not None:
        query = query.select_from(among).join(Transfer, and_(*(column == among.c[column.key] for column in KEY)))
    query = (
        query.join(Call, and_(Call.player_id == Transfer.player_id, Call.call_id == Transfer.call_id))
        .join(Player, Player.id == Transfer.player_id)
        .join(Currency, Currency.code == Transfer.currency)
    )
    for side, account_id in (("from", Transfer.from_account), ("to", Transfer.to_account)):
        purse, house = aliased(Account), HOUSE.alias()
        query = query.outerjoin(purse, and_(purse.player_id == Transfer.player_id, purse.account_id == account_id))
        query = query.outerjoin(house, house.c.account_id == account_id)
        names += [_called(purse, house).label(f"{side}_name"), func.coalesce(house.c.counterparty, "")]
    return query.add_columns(*names)


def seen(row: AnyRow) -> SeenTransfer:
    """A row of what `named` finds."""
    return _seen(*row)


def _seen(
    moved: Transfer,
    external_id: str,
    reason: str | None,
    player: UUID,
    exponent: int,
    source: str,
    source_of: str,
    target: str,
    target_of: str,
) -> SeenTransfer:
    currency = MoneyCurrency(moved.currency, exponent)
    return SeenTransfer(
        call_id=moved.call_id,
        line=moved.line,
        player=outside("pl", player),
        kind=moved.kind,
        external_id=external_id,
        reason=reason,
        amount=Money(moved.amount, currency),
        source=_leg(moved.from_account, source, source_of, moved.from_seq, moved.from_after, -moved.amount, currency),
        target=_leg(moved.to_account, target, target_of, moved.to_seq, moved.to_after, moved.amount, currency),
        occurred_at=moved.occurred_at,
        recorded_at=moved.recorded_at,
    )


def _called(purse: Any, house: Any) -> Label[Any] | Any:
    return func.coalesce(cast(purse.purse, Text), house.c.kind)


def _leg(
    account_id: int, name: str, of: str, seq: int | None, after: int | None, change: int, currency: MoneyCurrency
) -> Leg:
    if after is None:
        return Leg(account_id, name, of, seq, None, None)
    grew = -change if name == "receivable" else change  # its balance is what the player owes
    return Leg(account_id, name, of, seq, Money(after - grew, currency), Money(after, currency))
