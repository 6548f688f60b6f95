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
    Sent,
    Shown,
    Text,
    Versioned,
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


class PlayerShown(Versioned):
    """Without personal data."""

    id: str
    brand: str
    country: str
    language: str
    status: PlayerStatus
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
