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
