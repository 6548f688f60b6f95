"""What the wallet answers, before a dialect puts it into words."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Everything that can become of a call; the first group took effect, all others moved nothing."""

    APPLIED = "applied"
    ALREADY_REVERSED = "already_reversed"
    NOTHING_TO_REVERSE = "nothing_to_reverse"

    INSUFFICIENT_FUNDS = "insufficient_funds"  # decided by the ledger, inside the transaction
    UNVERIFIED = "unverified"
    RESTRICTED = "restricted"
    EXCLUDED = "excluded"
    CLOSED = "closed"
    SESSION_ENDED = "session_ended"
    LIMIT_REACHED = "limit_reached"
    CONFLICT = "conflict"
    ROLLED_BACK = "rolled_back"
    UNKNOWN_ACCOUNT = "unknown_account"
    UNKNOWN_TARGET = "unknown_target"
    UNKNOWN_ROUND = "unknown_round"
    BAD_REQUEST = "bad_request"

    GAME_DISABLED = "game_disabled"  # what staff set for games and integrations
    COUNTRY_BLOCKED = "country_blocked"
    STAKE_TOO_HIGH = "stake_too_high"
    INTEGRATION_DISABLED = "integration_disabled"
    MAINTENANCE = "maintenance"

    UNKNOWN_PLAYER = "unknown_player"  # never reaches the ledger
    UNKNOWN_GAME = "unknown_game"
    UNKNOWN_CURRENCY = "unknown_currency"
    UNKNOWN_OPERATION = "unknown_operation"
    UNKNOWN_INTEGRATION = "unknown_integration"
    BAD_SIGNATURE = "bad_signature"
    MALFORMED = "malformed"
    TOO_LARGE = "too_large"
    WRONG_CONTENT_TYPE = "wrong_content_type"

    UNAVAILABLE = "unavailable"  # ours: asking again with the same ids is right
    TIMEOUT = "timeout"
    FAULT = "fault"


TOOK_EFFECT = frozenset({Outcome.APPLIED, Outcome.ALREADY_REVERSED, Outcome.NOTHING_TO_REVERSE})


class Rejected(Exception):
    """A request refused before the ledger. `outcome` says why, the message says what to mend."""

    def __init__(self, outcome: Outcome, message: str = "") -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message


@dataclass(frozen=True, slots=True)
class ActionResult:
    """`id`: ours, empty when there was nothing to act on. `bonus`: minor units of bonus money it moved."""

    external_id: str
    id: str
    bonus: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """`balance`: minor units of cash and bonus together, None where it is not known."""

    outcome: Outcome
    exponent: int = 0
    balance: int | None = None
    round_id: str = ""
    actions: tuple[ActionResult, ...] = ()
    message: str = ""
