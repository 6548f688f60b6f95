"""Money that comes in and goes out."""

from typing import Literal

from blueprints.api.schemas.fields import CurrencyCode, Minor, Moment, Sent, Text, Versioned
from blueprints.api.schemas.lists import Listed


class NewDeposit(Sent):
    payment_provider: Text
    external_id: Text
    currency: CurrencyCode
    amount_minor: Minor


class DepositShown(Versioned):
    """`external_id` is the payment provider's name for it. Diverted: kept apart, since the player is excluded."""

    id: str
    player: str
    payment_provider: str
    external_id: str
    state: Literal["captured", "diverted"]
    currency: str
    exponent: int
    amount_minor: int
    occurred_at: Moment
    recorded_at: Moment


class DepositTaken(DepositShown):
    """With the player's cash after it, in minor units."""

    cash_minor: int


class DepositList(Listed):
    items: list[DepositShown]
