"""What happens to money."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class DepositCaptured(Event):
    name = "deposit.captured"
    sentence = "Captured deposit {deposit} of {amount_minor} minor units of {currency} for {target}: {state}."
    deposit: str
    payment_provider: str
    currency: str
    amount_minor: int
    state: str


@dataclass(frozen=True, kw_only=True)
class DepositAttemptStarted(Event):
    name = "deposit_attempt.started"
    sentence = "Started attempt {target} to deposit {amount_minor} minor units of {currency} for {player}."
    player: str
    payment_provider: str
    method: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, kw_only=True)
class DepositAttemptCaptured(Event):
    name = "deposit_attempt.captured"
    sentence = "Attempt {target} of {player} became deposit {deposit} of {amount_minor} minor units of {currency}."
    player: str
    payment_provider: str
    method: str
    currency: str
    amount_minor: int
    deposit: str


@dataclass(frozen=True, kw_only=True)
class DepositAttemptDeclined(Event):
    name = "deposit_attempt.declined"
    sentence = "Attempt {target} of {player} was declined by {payment_provider}: {reason_code}."
    player: str
    payment_provider: str
    method: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class DepositAttemptExpired(Event):
    name = "deposit_attempt.expired"
    sentence = "Attempt {target} of {player} expired: {payment_provider} did not report on it in time."
    player: str
    payment_provider: str
    method: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalRequested(Event):
    name = "withdrawal.requested"
    sentence = "Requested withdrawal {target} of {amount_minor} minor units of {currency} for {player}."
    player: str
    payment_provider: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalClaimed(Event):
    name = "withdrawal.claimed"
    sentence = "Claimed withdrawal {target} of {player} until {until}."
    player: str
    until: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalClaimReleased(Event):
    name = "withdrawal.claim_released"
    sentence = "Left withdrawal {target} of {player} to others."
    player: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalApproved(Event):
    name = "withdrawal.approved"
    sentence = "Approved withdrawal {target} of {amount_minor} minor units of {currency} for {player}."
    player: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalSubmitted(Event):
    name = "withdrawal.submitted"
    sentence = "Asked {payment_provider} to pay withdrawal {target} of {player}."
    player: str
    payment_provider: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalRejected(Event):
    """The reason's words may name a person, so they stand beside the withdrawal alone."""

    name = "withdrawal.rejected"
    sentence = "Rejected withdrawal {target} of {amount_minor} minor units of {currency} for {player}: {reason_code}."
    player: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class WithdrawalCancelled(Event):
    name = "withdrawal.cancelled"
    sentence = "Cancelled withdrawal {target} of {amount_minor} minor units of {currency} as {player} asked."
    player: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalPaid(Event):
    name = "withdrawal.paid"
    sentence = "Paid withdrawal {target} of {amount_minor} minor units of {currency} to {player}."
    player: str
    currency: str
    amount_minor: int


@dataclass(frozen=True, kw_only=True)
class WithdrawalFailed(Event):
    name = "withdrawal.failed"
    sentence = "Withdrawal {target} of {player} failed at the payment provider ({reason_code}); its money is back."
    player: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class AdjustmentRequested(Event):
    name = "adjustment.requested"
    sentence = "Asked for adjustment {target} of {amount_minor} minor units of {currency} in {player}’s {purse}."
    player: str
    purse: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class AdjustmentApplied(Event):
    """The reason's words may name a person, so they stand beside the adjustment alone."""

    name = "adjustment.applied"
    sentence = "Applied adjustment {target} of {amount_minor} minor units of {currency} to {player}’s {purse}."
    player: str
    purse: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class AdjustmentDeclined(Event):
    name = "adjustment.declined"
    sentence = "Declined adjustment {target} of {amount_minor} minor units of {currency} in {player}’s {purse}."
    player: str
    purse: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class PaymentContradictionLookedInto(Event):
    """The reason's words may name a person, so they stand beside the webhook alone."""

    name = "payment_contradiction.looked_into"
    sentence = "Looked into webhook {target} of {payment_provider}, which contradicts what we know: {reason_code}."
    payment_provider: str
    reason_code: str
