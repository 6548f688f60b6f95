"""Money that is about to come in."""

from typing import Annotated, Literal

from pydantic import Field

from blueprints.api.schemas.fields import CurrencyCode, Minor, Moment, Sent, Text, Versioned
from blueprints.api.schemas.lists import Listed

Method = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class NewDepositAttempt(Sent):
    """`external_id` is the payment provider's name for the payment, where it has one by now."""

    payment_provider: Text
    method: Method
    currency: CurrencyCode
    amount_minor: Minor
    external_id: Text | None = None


class DepositAttemptShown(Versioned):
    """`external_id`: the payment that was reported last; `reason`: why it was declined; `deposit`: what it became."""

    id: str
    player: str
    payment_provider: str
    method: str
    external_id: str | None
    state: Literal["started", "captured", "declined", "expired"]
    reason: str | None
    deposit: str | None
    currency: str
    exponent: int
    amount_minor: int
    expires_at: Moment
    occurred_at: Moment
    recorded_at: Moment


class DepositAttemptList(Listed):
    items: list[DepositAttemptShown]
