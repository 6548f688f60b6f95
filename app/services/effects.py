"""What a decision would do to balances, before anybody takes it. Pure: figures in, figures out."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.money import Money

CASH, PENDING, CLEARING, ADJUSTMENT = "cash", "pending_withdrawal", "psp_clearing", "adjustment"


@dataclass(frozen=True)
class Effect:
    """One account: `is_house` where it is ours and no player's."""

    account: str
    before: Money
    after: Money
    is_house: bool = False


def of_approval(amount: Money, purses: Mapping[str, Money], *, clearing: Money) -> list[Effect]:
    """Once the payment provider has paid: what waits leaves through its clearing account; cash stays as it is."""
    return [
        Effect(CASH, purses[CASH], purses[CASH]),
        Effect(PENDING, purses[PENDING], purses[PENDING] - amount),
        Effect(CLEARING, clearing, clearing + amount, is_house=True),
    ]


def of_rejection(amount: Money, purses: Mapping[str, Money], *, clearing: Money) -> list[Effect]:
    """At once: what waits is cash again; the house is not touched."""
    return [
        Effect(CASH, purses[CASH], purses[CASH] + amount),
        Effect(PENDING, purses[PENDING], purses[PENDING] - amount),
        Effect(CLEARING, clearing, clearing, is_house=True),
    ]


def of_adjustment(purse: str, amount: Money, purses: Mapping[str, Money], *, house: Money) -> list[Effect]:
    """At once: `amount`, below zero for a debit, goes between the purse and the house's account for adjustments."""
    return [
        Effect(purse, purses[purse], purses[purse] + amount),
        Effect(ADJUSTMENT, house, house - amount, is_house=True),
    ]
