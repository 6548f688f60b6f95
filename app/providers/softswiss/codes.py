"""SOFTSWISS api_codes. All meaning lies in meta.api_code: HTTP knows 400 and 500 only, for a bad signature too."""

from dataclasses import dataclass

from app.providers.results import Outcome


@dataclass(frozen=True, slots=True)
class Code:
    """An api_code and the sentence beside it; a code that starts with 5 asks to be called again."""

    api_code: str
    message: str

    @property
    def is_ours(self) -> bool:
        """Whether the fault is on our side (HTTP 500), so that the provider retries."""
        return self.api_code.startswith("5")


_NO_FUNDS = Code("100", "The player has not enough funds.")
_NO_PLAYER = Code("101", "There is no such player.")
_LIMIT = Code("105", "The player's bet limit is reached.")
_STAKE = Code("106", "The stake is above the highest allowed.")
_FORBIDDEN_GAME = Code("107", "The player may not play this game now.")
_DISABLED_PLAYER = Code("110", "The player is disabled.")
_COUNTRY = Code("153", "The game is not available in the player's country.")
_CURRENCY = Code("154", "The player has no account in this currency.")
_IMMUTABLE = Code("155", "This transaction id belongs to another request.")
_BAD_REQUEST = Code("400", "The request cannot be read.")
_SIGNATURE = Code("403", "The signature does not fit the body.")
_NOT_FOUND = Code("404", "There is no such operation.")
_NO_GAME = Code("405", "The game is not available.")
_ROLLED_BACK = Code("409", "The transaction was already rolled back.")
_CASINO = Code("410", "The casino is disabled.")
_FAULT = Code("500", "Something went wrong on our side.")
_UNAVAILABLE = Code("503", "The wallet is not available; please call again.")
_TIMEOUT = Code("504", "The wallet did not answer in time; please call again.")

CODES: dict[Outcome, Code] = {
    Outcome.INSUFFICIENT_FUNDS: _NO_FUNDS,
    Outcome.UNKNOWN_PLAYER: _NO_PLAYER,
    Outcome.LIMIT_REACHED: _LIMIT,
    Outcome.STAKE_TOO_HIGH: _STAKE,
    Outcome.UNVERIFIED: _FORBIDDEN_GAME,
    Outcome.RESTRICTED: _FORBIDDEN_GAME,
    Outcome.SESSION_ENDED: _FORBIDDEN_GAME,
    Outcome.EXCLUDED: _DISABLED_PLAYER,
    Outcome.CLOSED: _DISABLED_PLAYER,
    Outcome.COUNTRY_BLOCKED: _COUNTRY,
    Outcome.UNKNOWN_ACCOUNT: _CURRENCY,
    Outcome.UNKNOWN_CURRENCY: _CURRENCY,
    Outcome.CONFLICT: _IMMUTABLE,
    Outcome.BAD_REQUEST: _BAD_REQUEST,
    Outcome.MALFORMED: _BAD_REQUEST,
    Outcome.TOO_LARGE: _BAD_REQUEST,
    Outcome.WRONG_CONTENT_TYPE: _BAD_REQUEST,
    Outcome.UNKNOWN_TARGET: _BAD_REQUEST,
    Outcome.BAD_SIGNATURE: _SIGNATURE,
    Outcome.UNKNOWN_OPERATION: _NOT_FOUND,
    Outcome.UNKNOWN_ROUND: _NOT_FOUND,
    Outcome.UNKNOWN_INTEGRATION: _NOT_FOUND,
    Outcome.GAME_DISABLED: _NO_GAME,
    Outcome.UNKNOWN_GAME: _NO_GAME,
    Outcome.ROLLED_BACK: _ROLLED_BACK,
    Outcome.INTEGRATION_DISABLED: _CASINO,
    Outcome.MAINTENANCE: _CASINO,
    Outcome.FAULT: _FAULT,
    Outcome.UNAVAILABLE: _UNAVAILABLE,
    Outcome.TIMEOUT: _TIMEOUT,
}

# The provider shows the player what stands beside these codes: never without the balance.
WITH_BALANCE = frozenset({"100", "105", "106"})
