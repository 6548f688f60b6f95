"""From the filters of an address to what a list is narrowed to, by the same conditions as the staff's lists."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import SQLColumnExpression, select

from app.errors import Invalid
from app.ids import inside
from app.models.adjustment import Adjustment
from app.models.brand import Brand
from app.models.game import GameSession
from app.models.payment import Deposit
from app.models.player import LoginSession, Player
from app.models.withdrawal import Withdrawal
from app.queries import adjustments as staffs
from app.queries import payment_filters, transfers
from app.queries.keyset import Condition, Sought, lowest
from app.queries.payment_filters import EARLY, PaymentFilters
from blueprints.api.contract import client
from blueprints.api.schemas.filters import (
    AdjustmentPaging,
    DepositPaging,
    EveryDepositPaging,
    EveryWithdrawalPaging,
    GameSessionPaging,
    LoginSessionPaging,
    OfAnybody,
    OfPeriod,
    PaymentPaging,
    PlayerPaging,
    TransferPaging,
    WithdrawalPaging,
)

DEPOSITS, WITHDRAWALS = PaymentFilters(Deposit), PaymentFilters(Withdrawal)
UNKNOWN = "There is none with this code, or it is not for this key."


def deposits(query: DepositPaging) -> Sought:
    """Of one player; raises Invalid for a code that is not known."""
    sought = _payments(DEPOSITS, query)
    return replace(sought, conditions=[*sought.conditions, *_in_state(DEPOSITS, query)])


def every_deposit(query: EveryDepositPaging) -> Sought:
    """Of everybody whom the key may see; raises Invalid for a code that is not known, or not for the key."""
    return _of_anybody(DEPOSITS, query, deposits(query))


def withdrawals(query: WithdrawalPaging) -> Sought:
    """Of one player; raises Invalid for a code that is not known."""
    sought = _payments(WITHDRAWALS, query)
    return replace(sought, conditions=[*sought.conditions, *_in_state(WITHDRAWALS, query)])


def every_withdrawal(query: EveryWithdrawalPaging) -> Sought:
    """Of everybody whom the key may see; an index holds the states of all. Raises Invalid as `every_deposit` does."""
    if query.brand or query.player or client().brand_id is not None:
        return _of_anybody(WITHDRAWALS, query, withdrawals(query))
    sought = _payments(WITHDRAWALS, query)
    return replace(sought, span=[*sought.span, *_in_state(WITHDRAWALS, query)])


def players(query: PlayerPaging) -> Sought:
    """Raises Invalid for a brand that is not known, or not for the key."""
    _insist_on_known(query)
    conditions = [Player.status == query.status] if query.status else []
    conditions += [Player.country == query.country] if query.country else []
    brand = select(Brand.id).where(Brand.code == query.brand).scalar_subquery()
    span = [Player.brand_id == brand] if query.brand else []
    span += [Player.public_id >= lowest(query.first - EARLY)] if query.first else []
    return Sought([*conditions, *_period(Player.occurred_at, query)], span)


def adjustments(query: AdjustmentPaging) -> Sought:
    """Of one player; raises Invalid for a currency that is not known."""
    _insist_on_known(query)
    plain = (
        (query.state, staffs.in_state),
        (query.direction, staffs.in_direction),
        (query.purse, staffs.of_purse),
        (query.reason, staffs.for_reason),
    )
    conditions = [condition(text) for text, condition in plain if text]
    conditions += [Adjustment.currency == query.currency] if query.currency else []
    return Sought([*conditions, *_period(Adjustment.occurred_at, query)])


def login_sessions(query: LoginSessionPaging) -> Sought:
    return Sought([*_ended(LoginSession, query.state), *_period(LoginSession.started_at, query)])


def game_sessions(query: GameSessionPaging) -> Sought:
    """Of one player; raises Invalid for a currency that is not known."""
    _insist_on_known(query)
    conditions = [GameSession.currency == query.currency] if query.currency else []
    return Sought([*conditions, *_ended(GameSession, query.state), *_period(GameSession.started_at, query)])


def of_transfers(query: TransferPaging) -> transfers.Filters:
    """Of one player; raises Invalid for a currency that is not known."""
    _insist_on_known(query)
    return transfers.Filters(query.currency or None, query.kind or None, query.first, query.last)


def _ended(of: type[LoginSession] | type[GameSession], state: str) -> list[Condition]:
    return [of.ended_at.is_(None) if state == "open" else of.ended_at.is_not(None)] if state else []


def _period(column: SQLColumnExpression[datetime], query: OfPeriod) -> list[Condition]:
    found: list[Condition] = [] if query.first is None else [column >= query.first]
    return found if query.last is None else [*found, column < query.last]


def _in_state(of: PaymentFilters, query: DepositPaging | WithdrawalPaging) -> list[Condition]:
    return [of.in_state(query.state)] if query.state else []


def _payments(of: PaymentFilters, query: PaymentPaging) -> Sought:
    _insist_on_known(query)
    plain = (
        (query.provider, of.of_provider),
        (query.currency, of.in_currency),
        (query.reference, of.with_reference),
    )
    conditions = [condition(text) for text, condition in plain if text]
    if query.first or query.last:
        conditions.append(of.occurred(query.first, query.last))
    return Sought(conditions, of.made(query.first, query.last), is_led=bool(query.reference))


def _of_anybody(of: PaymentFilters, query: OfAnybody, sought: Sought) -> Sought:
    """An index leads to those of a brand or a player, in the order of the list."""
    own = [of.of_brand(query.brand)] if query.brand else []
    own += [of.of_player(inside("pl", query.player))] if query.player else []
    return replace(sought, span=[*own, *sought.span])


def _insist_on_known(query: OfPeriod) -> None:
    """A misspelt code would be answered with nothing, as if there were nothing."""
    asked = {name: text for name in ("provider", "brand", "currency") if (text := getattr(query, name, ""))}
    if not asked:
        return
    known = payment_filters.offers(client().brand_id)
    unknown = {f"/{name}": UNKNOWN for name, text in asked.items() if text not in dict(known[name])}
    if unknown:
        raise Invalid("Some filters name what is not there.", pointers=unknown)
