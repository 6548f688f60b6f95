"""The pretend payment provider: every deposit is captured at once, and what came in says so itself."""

from dataclasses import dataclass

CODE = "pretend"


@dataclass(frozen=True, slots=True)
class Captured:
    """Money the payment provider holds for us, in minor units."""

    external_id: str
    currency: str
    amount_minor: int


def capture(*, external_id: str, currency: str, amount_minor: int) -> Captured:
    """What a captured payment amounts to; a real one would be asked, or would tell by a signed webhook."""
    return Captured(external_id, currency, amount_minor)


@dataclass(frozen=True, slots=True)
class Payout:
    """What the payment provider is asked to pay; asked again with the same reference it pays once."""

    external_id: str
    reference: str
    currency: str
    amount_minor: int


def payout(*, reference: str, currency: str, amount_minor: int) -> Payout:
    """The request for a payout to the method the player's money came from; the answer comes as a signed webhook."""
    return Payout(f"po_{reference}", reference, currency, amount_minor)
