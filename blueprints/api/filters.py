"""From the filters of an address to what a list is narrowed to, by the same conditions as the staff's lists."""

from dataclasses import replace

from app.errors import Invalid
from app.ids import inside
from app.models.payment import Deposit
from app.models.withdrawal import Withdrawal
from app.queries import payment_filters
from app.queries.keyset import Sought
from app.queries.payment_filters import Condition, PaymentFilters
from blueprints.api.contract import client
from blueprints.api.schemas.filters import (
    DepositPaging,
    EveryDepositPaging,
    EveryWithdrawalPaging,
    OfAnybody,
    PaymentPaging,
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


def _insist_on_known(query: PaymentPaging) -> None:
    """A misspelt code would be answered with nothing, as if there were nothing."""
    asked = {name: text for name in ("provider", "brand", "currency") if (text := getattr(query, name, ""))}
    if not asked:
        return
    known = payment_filters.offers(client().brand_id)
    unknown = {f"/{name}": UNKNOWN for name, text in asked.items() if text not in dict(known[name])}
    if unknown:
        raise Invalid("Some filters name what is not there.", pointers=unknown)
