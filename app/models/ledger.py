"""The ledger, mapped to be read. Nothing here writes: money moves through the ledger's own functions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Dialect, FetchedValue, ForeignKey, SmallInteger, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ENUM
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.audit import TransactionId
from app.models.columns import Big, Moment, Recorded

LEDGER = {"schema": "ledger"}


class Words(ENUM):
    """An enum of the ledger's, read and written as text: its words are the migrations' to say."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return None


PURSE, HOUSE_KIND, KIND, OP_CLASS, OUTCOME = (
    Words(name=name, schema="ledger", create_type=False)
    for name in ("purse", "house_kind", "kind", "op_class", "outcome")
)


class Currency(Base):
    __tablename__ = "currency"
    __table_args__ = LEDGER
    code: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    exponent: Mapped[int] = mapped_column(SmallInteger)


class Account(Base):
    """One purse of a player in one currency; `version` counts its transfers without a gap."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("player_id", "currency", "purse"), UniqueConstraint("account_id"), LEDGER)
    player_id: Mapped[Big] = mapped_column(primary_key=True)
    account_id: Mapped[Big] = mapped_column(primary_key=True, autoincrement=False)
    brand_id: Mapped[int]
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    purse: Mapped[str] = mapped_column(PURSE)
    balance: Mapped[Big] = mapped_column(server_default="0")
    version: Mapped[Big] = mapped_column(server_default="0")
    unverified: Mapped[bool] = mapped_column(server_default="false")
    restricted: Mapped[bool] = mapped_column(server_default="false")
    excluded: Mapped[bool] = mapped_column(server_default="false")
    closed: Mapped[bool] = mapped_column(server_default="false")
    opened_at: Mapped[Moment]
    digest: Mapped[Big]


class HouseAccount(Base):
    """The house's side, by kind and counterparty; its balance is the sum of its transfers."""

    __tablename__ = "house_account"
    __table_args__ = (UniqueConstraint("brand_id", "currency", "kind", "counterparty"), LEDGER)
    account_id: Mapped[Big] = mapped_column(primary_key=True, autoincrement=False, server_default=FetchedValue())
    brand_id: Mapped[int]
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    kind: Mapped[str] = mapped_column(HOUSE_KIND)
    counterparty: Mapped[int] = mapped_column(server_default="0")


class HouseBalance(Base):
    """What a house account holds: the sums of its transfers, as of the fold."""

    __tablename__ = "house_balance"
    __table_args__ = LEDGER
    account_id: Mapped[Big] = mapped_column(ForeignKey("ledger.house_account.account_id"), primary_key=True)
    came_in: Mapped[Big]
    went_out: Mapped[Big]
    transfers: Mapped[Big]


class HouseFold(Base):
    """How far the transfers are folded into the house's balances, and as of when."""

    __tablename__ = "house_fold"
    __table_args__ = LEDGER
    is_the_only_one: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    folded_to: Mapped[int] = mapped_column(TransactionId())
    folded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Call(Base):
    """One action that took effect or was refused: the cause of its transfers, which are its journal entry."""

    __tablename__ = "call"
    __table_args__ = LEDGER
    player_id: Mapped[Big] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    request_id: Mapped[UUID | None]
    integration_id: Mapped[int]
    op_class: Mapped[str] = mapped_column(OP_CLASS)
    external_id: Mapped[str] = mapped_column(Text(collation="C"))
    kind: Mapped[str] = mapped_column(KIND)
    currency: Mapped[str] = mapped_column(Text(collation="C"))
    amount: Mapped[Big]
    round_ref: Mapped[str] = mapped_column(Text(collation="C"))
    game_id: Mapped[int]
    purse: Mapped[str | None] = mapped_column(PURSE)
    target_class: Mapped[str | None] = mapped_column(OP_CLASS)
    target_id: Mapped[str | None] = mapped_column(Text(collation="C"))
    counterparty: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(OUTCOME)
    refused: Mapped[bool]
    late: Mapped[bool]
    settled: Mapped[bool | None]
    cash: Mapped[Big]
    bonus: Mapped[Big]
    shortfall: Mapped[Big]
    cash_after: Mapped[Big | None]
    bonus_after: Mapped[Big | None]
    reverses: Mapped[UUID | None]
    brand_id: Mapped[int | None]
    actor_id: Mapped[Big | None]
    reason: Mapped[str | None] = mapped_column(Text)
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]
    xid: Mapped[int] = mapped_column(TransactionId(), server_default=FetchedValue())
    digest: Mapped[Big]


class Transfer(Base):
    """One row, two legs, one amount; a player's leg carries the account's version and balance after it."""

    __tablename__ = "transfer"
    __table_args__ = LEDGER
    player_id: Mapped[Big] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    brand_id: Mapped[int]
    currency: Mapped[str] = mapped_column(Text(collation="C"))
    kind: Mapped[str] = mapped_column(KIND)
    amount: Mapped[Big]
    from_account: Mapped[Big]
    from_seq: Mapped[Big | None]
    from_after: Mapped[Big | None]
    to_account: Mapped[Big]
    to_seq: Mapped[Big | None]
    to_after: Mapped[Big | None]
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]
    xid: Mapped[int] = mapped_column(TransactionId(), server_default=FetchedValue())


class Round(Base):
    """A game round: stakes and wins net of rollbacks, by purse, in minor units."""

    __tablename__ = "round"
    __table_args__ = LEDGER
    player_id: Mapped[Big] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    integration_id: Mapped[int] = mapped_column(primary_key=True)
    round_ref: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    round_id: Mapped[UUID]
    brand_id: Mapped[int]
    game_id: Mapped[int]
    stake_cash: Mapped[Big]
    stake_bonus: Mapped[Big]
    win_cash: Mapped[Big]
    win_bonus: Mapped[Big]
    bets: Mapped[int]
    wins: Mapped[int]
    rollbacks: Mapped[int]
    late: Mapped[int]
    opened_at: Mapped[Recorded]
    last_at: Mapped[Recorded]
    settled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
