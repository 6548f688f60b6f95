"""Money that comes in and goes out."""

from blueprints.api.schemas.fields import (
    AdjustmentReason,
    AdjustmentState,
    Change,
    CurrencyCode,
    DepositState,
    Minor,
    Moment,
    Purse,
    Sent,
    Text,
    Versioned,
    WithdrawalState,
    Words,
)
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
    state: DepositState
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


class NewWithdrawal(Sent):
    payment_provider: Text
    currency: CurrencyCode
    amount_minor: Minor


class NewCancellation(Sent):
    """An empty object: the version in If-Match says all."""


class WithdrawalShown(Versioned):
    """`external_id` is the payment provider's name for it, once it was asked; `due_at`: when a decision is due."""

    id: str
    player: str
    payment_provider: str
    external_id: str | None
    state: WithdrawalState
    reason: str | None
    currency: str
    exponent: int
    amount_minor: int
    due_at: Moment
    decided_at: Moment | None
    occurred_at: Moment
    recorded_at: Moment


class WithdrawalList(Listed):
    items: list[WithdrawalShown]


class NewAdjustment(Sent):
    """`amount_minor` below zero takes from the player. Staff decide; the reason `other` wants words."""

    currency: CurrencyCode
    purse: Purse
    amount_minor: Change
    reason: AdjustmentReason
    reason_text: Words = ""


class AdjustmentShown(Versioned):
    """`call` is the journal entry, once it is applied; `decision` is what staff said when they declined."""

    id: str
    player: str
    state: AdjustmentState
    purse: Purse
    currency: str
    exponent: int
    amount_minor: int
    reason: str
    reason_text: str | None
    decision: str | None
    call: str | None
    decided_at: Moment | None
    occurred_at: Moment
    recorded_at: Moment


class AdjustmentList(Listed):
    items: list[AdjustmentShown]
