"""Players and what they hold."""

from blueprints.api.schemas.fields import (
    Country,
    CurrencyCode,
    Day,
    Email,
    Language,
    Moment,
    Name,
    PlayerStatus,
    ProtectionReason,
    RelaxationReason,
    RestrictionKind,
    Sent,
    SentMoment,
    Shown,
    Text,
    Versioned,
    Words,
)
from blueprints.api.schemas.lists import Listed


class NewPlayer(Sent):
    brand: Text
    email: Email
    first_name: Name
    last_name: Name
    birth_date: Day
    country: Country
    language: Language
    currency: CurrencyCode
    identity_verified: bool
    is_test: bool = False  # somebody of ours: counts in no figure, for good


class NewSuspension(Sent):
    """Why; `reason_text` is asked for with `other`."""

    reason: ProtectionReason
    reason_text: Words = ""


class NewReactivation(Sent):
    """Why; `reason_text` is asked for with `other`."""

    reason: RelaxationReason
    reason_text: Words = ""


class NewRestriction(NewSuspension):
    """From what, and until when: left out, until it is lifted."""

    kind: RestrictionKind
    until: SentMoment | None = None


class NewLifting(NewReactivation):
    kind: RestrictionKind


class PlayerShown(Versioned):
    """Without personal data; `restrictions`: what the player is kept from beside the status."""

    id: str
    brand: str
    country: str
    language: str
    status: PlayerStatus
    restrictions: list[RestrictionKind]
    is_test: bool
    registered_at: Moment


class PlayerList(Listed):
    items: list[PlayerShown]


class Balance(Shown):
    """Whole minor units; `exponent` says how many decimal places they are."""

    currency: str
    exponent: int
    cash_minor: int
    bonus_minor: int
    pending_withdrawal_minor: int
    receivable_minor: int


class Balances(Shown):
    balances: list[Balance]


class Leg(Shown):
    """One side of a transfer; the balance after it, in minor units, where it is an account of the player."""

    account: str
    balance_after_minor: int | None


class TransferShown(Shown):
    """One amount from one account to another. The transfers of one `call` are its journal entry."""

    call: str
    line: int
    kind: str
    currency: str
    exponent: int
    amount_minor: int
    source: Leg
    target: Leg
    occurred_at: Moment
    recorded_at: Moment


class TransferList(Listed):
    items: list[TransferShown]
