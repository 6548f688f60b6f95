"""What reports add up: sums of the ledger's calls by gaming day, kept by a fold and by nothing else."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, ENUM
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.audit import TransactionId
from app.models.columns import Big, Moment

REPORT = {"schema": "report"}
CODE = Text(collation="C")


class Cell(Base):
    """A sum of movements; what its grain leaves out is the same in all its cells. Amounts in minor units."""

    __tablename__ = "cell"
    __table_args__ = REPORT
    grain: Mapped[str] = mapped_column(
        ENUM("quarter", "day", "detail", name="grain", schema="report", create_type=False), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    brand_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(CODE, primary_key=True)
    at: Mapped[Moment] = mapped_column(primary_key=True)
    integration_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    game_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    country: Mapped[str] = mapped_column(Text, primary_key=True)
    calls: Mapped[Big]
    stake_cash: Mapped[Big]
    stake_bonus: Mapped[Big]
    win_cash: Mapped[Big]
    win_bonus: Mapped[Big]
    settled_stake_cash: Mapped[Big]
    settled_stake_bonus: Mapped[Big]
    settled_win_cash: Mapped[Big]
    settled_win_bonus: Mapped[Big]
    rounds: Mapped[Big]
    credit_cash: Mapped[Big]
    credit_bonus: Mapped[Big]
    deposit: Mapped[Big]
    deposit_diverted: Mapped[Big]
    withdrawal: Mapped[Big]
    adjustment_cash: Mapped[Big]
    adjustment_bonus: Mapped[Big]
    opening_cash: Mapped[Big]
    opening_bonus: Mapped[Big]
    debt_cash: Mapped[Big]
    debt_bonus: Mapped[Big]
    recovered: Mapped[Big]
    held_cash: Mapped[Big]
    held_bonus: Mapped[Big]


class Minute(Base):
    """What came in by the minute, for some days. Amounts in minor units."""

    __tablename__ = "minute"
    __table_args__ = REPORT
    day: Mapped[date] = mapped_column(primary_key=True)
    brand_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(CODE, primary_key=True)
    at: Mapped[Moment] = mapped_column(primary_key=True)
    settled_stake_cash: Mapped[Big]
    settled_stake_bonus: Mapped[Big]
    settled_win_cash: Mapped[Big]
    settled_win_bonus: Mapped[Big]
    credit_cash: Mapped[Big]
    deposit: Mapped[Big]
    withdrawal: Mapped[Big]


class PlayerDay(Base):
    """What a player staked in cash on a gaming day, in rounds that were settled, by game."""

    __tablename__ = "player_day"
    __table_args__ = REPORT
    day: Mapped[date] = mapped_column(primary_key=True)
    brand_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(CODE, primary_key=True)
    player_id: Mapped[Big] = mapped_column(primary_key=True, autoincrement=False)
    integration_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    game_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    country: Mapped[str] = mapped_column(Text)
    settled_stake_cash: Mapped[Big]


class Turned(Base):
    """A game of a day whose stakes came to something, or to nothing again, in the fold that is under way."""

    __tablename__ = "turned"
    __table_args__ = REPORT
    player_id: Mapped[Big] = mapped_column(primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(CODE, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    brand_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    integration_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    game_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    country: Mapped[str] = mapped_column(Text)
    times: Mapped[int] = mapped_column(server_default="1")


class ActiveCount(Base):
    """How many players were active on a gaming day, and on which before it: in a game, in any of a provider's
    (`game_id` 0), or in any at all (`provider_id` 0 too).

    `previous`: the days before, ascending; `players`: beside each, how many have that one or an earlier one.
    """

    __tablename__ = "active_count"
    __table_args__ = REPORT
    day: Mapped[date] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    game_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    brand_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(CODE, primary_key=True)
    country: Mapped[str] = mapped_column(Text, primary_key=True)
    previous: Mapped[list[date]] = mapped_column(ARRAY(Date))
    players: Mapped[list[int]] = mapped_column(ARRAY(Integer))


class FirstDeposit(Base):
    """The first deposit that the ledger took for a player, in whatever currency."""

    __tablename__ = "first_deposit"
    __table_args__ = REPORT
    player_id: Mapped[Big] = mapped_column(primary_key=True, autoincrement=False)
    call_id: Mapped[UUID]
    day: Mapped[date]
    brand_id: Mapped[int]
    currency: Mapped[str] = mapped_column(CODE)
    country: Mapped[str] = mapped_column(Text)
    amount: Mapped[Big]
    occurred_at: Mapped[Moment]


class FirstDepositCount(Base):
    """How many players deposited for the first time on a gaming day, and what that came to in minor units."""

    __tablename__ = "first_deposit_count"
    __table_args__ = REPORT
    day: Mapped[date] = mapped_column(primary_key=True)
    brand_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    currency: Mapped[str] = mapped_column(CODE, primary_key=True)
    country: Mapped[str] = mapped_column(Text, primary_key=True)
    players: Mapped[Big]
    amount: Mapped[Big]


class Stray(Base):
    """A call that lies in another quarter of an hour than its id says."""

    __tablename__ = "stray"
    __table_args__ = REPORT
    at: Mapped[Moment] = mapped_column(primary_key=True)
    call_id: Mapped[UUID] = mapped_column(primary_key=True)
    player_id: Mapped[Big]


class ReportFold(Base):
    """How far calls are folded into the cells, and as of when."""

    __tablename__ = "fold"
    __table_args__ = REPORT
    is_the_only_one: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    folded_to: Mapped[int] = mapped_column(TransactionId())
    folded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
