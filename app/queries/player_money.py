"""What came in and went out at one player: deposits, withdrawals and adjustments in one line of time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import literal, select, union_all

from app.extensions import db
from app.ids import outside
from app.models.adjustment import Adjustment
from app.models.deposit_attempt import DepositAttempt
from app.models.ledger import Currency
from app.models.payment import Deposit
from app.models.withdrawal import Withdrawal
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries.keyset import AnyRow, AnySelect, Page, Window, counted, turned, windowed

MODELS = {"deposit": Deposit, "attempt": DepositAttempt, "withdrawal": Withdrawal, "adjustment": Adjustment}
PREFIXES = {"deposit": "dp", "attempt": "at", "withdrawal": "wd", "adjustment": "aj"}


@dataclass(frozen=True)
class Movement:
    """One of them; `kind` as in MODELS. An adjustment below zero was taken from the player."""

    kind: str
    public_id: UUID
    amount: Money
    state: str
    occurred_at: datetime

    @cached_property
    def id(self) -> str:
        return outside(PREFIXES[self.kind], self.public_id)


def listed(player_id: int, kinds: Collection[str], window: Window) -> Page[Movement]:
    """One page of what this reader may see of it, newest first: two queries, none for no kinds."""
    if not kinds:
        return Page(())
    each = [windowed(_of(kind, player_id), MODELS[kind].public_id, window).subquery() for kind in kinds]
    both = union_all(*(select(part) for part in each)).subquery()
    # Of the few rows of each kind the first few of all.
    query = select(both, Currency.exponent).join(Currency, Currency.code == both.c.currency)
    rows = [_seen(row) for row in db.session.execute(windowed(query, both.c.public_id, window))]
    return turned(rows, [row.public_id for row in rows], window, _total(player_id, kinds))


def _total(player_id: int, kinds: Collection[str]) -> int:
    every = union_all(*(select(MODELS[kind].id).where(MODELS[kind].player_id == player_id) for kind in kinds))
    return counted(select(every.subquery()))


def _of(kind: str, player_id: int) -> AnySelect:
    model = MODELS[kind]
    columns: Sequence[object] = (model.public_id, model.currency, model.amount, model.state, model.occurred_at)
    query: AnySelect = select(literal(kind).label("kind"), *columns).where(model.player_id == player_id)  # pyright: ignore
    # A captured attempt is a deposit of its own, which is told instead.
    return query.where(DepositAttempt.deposit_id.is_(None)) if kind == "attempt" else query


def _seen(row: AnyRow) -> Movement:
    currency = MoneyCurrency(row.currency, row.exponent)
    return Movement(row.kind, row.public_id, Money(row.amount, currency), row.state, row.occurred_at)
