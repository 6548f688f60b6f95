"""What a decision would do to balances, before anybody takes it. Pure: figures in, figures out."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.money import Money

CASH, PENDING, CLEARING = "cash", "pending_withdrawal", "psp_clearing"


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
