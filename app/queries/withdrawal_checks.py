"""What speaks for and against paying a withdrawal, each with its figure and where to look further."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Text, func, select, type_coerce

from app import clock
from app.extensions import db
from app.models.ledger import Account, Round
from app.models.payment import Deposit
from app.models.player import Player
from app.models.protection import PlayerRestriction
from app.models.withdrawal import State, Withdrawal
from app.money import Money
from app.queries.keyset import AnyRow, lowest
from app.queries.withdrawals import SeenWithdrawal

DAY = timedelta(days=1)
FLAGS = ("restricted", "excluded", "closed")
BARS_PAYING = frozenset({"suspended", "no withdrawals"})


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Target(NamedTuple):
    """Where the figure comes from: a kind of page, and the outside id of whose."""

    kind: str
    id: str


@dataclass(frozen=True)
class Check:
    """`value` is what was found, `bound` what it was held against, if anything."""

    code: str
    level: Level
    value: Money | timedelta | int | bool | tuple[str, ...]
    target: Target
    bound: Money | timedelta | int | None = None


@dataclass(frozen=True)
class Thresholds:
    """From where on a figure is worth a second look."""

    new_account: timedelta = timedelta(days=3)
    many_in_a_day: int = 3


@dataclass(frozen=True)
class Standing:
    """What was read: flags and debt of the wallet, the player's age with us, and what came in, went round and out."""

    unverified: bool
    flags: tuple[str, ...]
    owing: int
    since: datetime
    deposited: int
    last_deposit: int
    staked: int
    in_a_day: int


ORDINARY = Thresholds()


def of(withdrawal: SeenWithdrawal, thresholds: Thresholds = ORDINARY) -> list[Check]:
    """Every check there is, in the order in which staff read them: five queries."""
    return judged(withdrawal, _standing(withdrawal), thresholds, clock.now())


def judged(asked: SeenWithdrawal, found: Standing, thresholds: Thresholds, at: datetime) -> list[Check]:
    """The same for figures that are known."""
    player, deposits = Target("player", asked.player), Target("deposits", asked.player)
    rounds, others = Target("rounds", asked.player), Target("withdrawals", asked.player)
    amount, currency, age = asked.amount, asked.amount.currency, at - found.since
    deposited, last = Money(found.deposited, currency), Money(found.last_deposit, currency)
    staked, owing = Money(found.staked, currency), Money(found.owing, currency)
    return [
        Check("identity", _bad(found.unverified), not found.unverified, player),
        Check("owing", _bad(found.owing > 0), owing, Target("wallet", asked.player)),
        Check("flags", _barred(found.flags), found.flags, player),
        Check("deposited", _deposited(amount, deposited), deposited, deposits, amount),
        Check("turnover", _turnover(staked, last), staked, rounds, last),
        Check("account_age", _warn(age < thresholds.new_account), age, player, thresholds.new_account),
        Check(
            "in_a_day",
            _warn(found.in_a_day > thresholds.many_in_a_day),
            found.in_a_day,
            others,
            thresholds.many_in_a_day,
        ),
    ]


def _bad(holds: bool) -> Level:
    return Level.BAD if holds else Level.OK


def _warn(holds: bool) -> Level:
    return Level.WARN if holds else Level.OK


def _barred(flags: tuple[str, ...]) -> Level:
    """What bars being paid is bad, what bars something else is worth a look."""
    return Level.BAD if BARS_PAYING & set(flags) else _warn(bool(flags))


def _deposited(amount: Money, deposited: Money) -> Level:
    """Money out that never came in is won, or was given; either way somebody should see where it is from."""
    return Level.BAD if deposited.minor == 0 else _warn(amount > deposited)


def _turnover(staked: Money, last_deposit: Money) -> Level:
    """A deposit that leaves again without play is how money is washed."""
    return Level.BAD if staked.minor == 0 and last_deposit.minor > 0 else _warn(staked < last_deposit)


def _standing(asked: SeenWithdrawal) -> Standing:
    purses = _purses(asked)
    last_at, last_deposit, deposited = _deposits(asked)
    since, barred = _player(asked)
    return Standing(
        unverified=purses["cash"].unverified,
        flags=(*(flag for flag in FLAGS if getattr(purses["cash"], flag)), *barred),
        owing=purses["receivable"].balance,
        since=since,
        deposited=deposited,
        last_deposit=last_deposit,
        staked=_staked(asked, last_at),
        in_a_day=_in_a_day(asked),
    )


def _player(asked: SeenWithdrawal) -> tuple[datetime, list[str]]:
    """Since when the player is with us, and what bars them beside the ledger's flags."""
    kinds = func.array(
        select(PlayerRestriction.kind)
        .where(PlayerRestriction.player_id == Player.id, PlayerRestriction.lifted_at.is_(None))
        .where(PlayerRestriction.kind != "betting")
        .order_by(PlayerRestriction.kind)
        .correlate(Player)
        .scalar_subquery()
    )
    query = select(Player.occurred_at, Player.status, kinds).where(Player.id == asked.player_id)
    since, status, found = db.session.execute(query).one()
    return since, [*(["suspended"] if status == "suspended" else []), *(f"no {kind}" for kind in found)]


def _purses(asked: SeenWithdrawal) -> dict[str, AnyRow]:
    wallet = Account.player_id == asked.player_id, Account.currency == asked.amount.currency.code
    flags = Account.unverified, Account.restricted, Account.excluded, Account.closed
    rows = db.session.execute(select(type_coerce(Account.purse, Text), Account.balance, *flags).where(*wallet))
    return {row.purse: row for row in rows}


def _deposits(asked: SeenWithdrawal) -> tuple[datetime | None, int, int]:
    """When the last one came and how much it was, and how much all were."""
    mine = Deposit.player_id == asked.player_id, Deposit.currency == asked.amount.currency.code
    newest = func.row_number().over(order_by=Deposit.occurred_at.desc()).label("place")
    total = func.sum(Deposit.amount).over()
    found = select(Deposit.occurred_at, Deposit.amount, total.label("total"), newest)
    ranked = found.where(*mine, Deposit.state == "captured").subquery()
    row = db.session.execute(select(ranked).where(ranked.c.place == 1)).one_or_none()
    return (row.occurred_at, row.amount, int(row.total)) if row else (None, 0, 0)


def _staked(asked: SeenWithdrawal, since: datetime | None) -> int:
    """Stakes of rounds opened since the last deposit, net of rollbacks."""
    mine = [Round.player_id == asked.player_id, Round.currency == asked.amount.currency.code]
    if since is not None:
        mine.append(Round.round_id >= lowest(since))
    stakes = func.coalesce(func.sum(Round.stake_cash + Round.stake_bonus), 0)
    return int(db.session.scalars(select(stakes).where(*mine)).one())


def _in_a_day(asked: SeenWithdrawal) -> int:
    """What the player asked for in the day up to this withdrawal, this one among it; what they took back is not."""
    count = select(func.count()).where(
        Withdrawal.player_id == asked.player_id,
        Withdrawal.public_id >= lowest(asked.occurred_at - DAY),
        Withdrawal.public_id <= asked.public_id,
        Withdrawal.state != State.CANCELLED,
    )
    return db.session.scalars(count).one()
