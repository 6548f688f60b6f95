"""From a verified body to a canonical command. Strict where the contract is, deaf to fields it does not know."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from app.money import BadAmount, minor_units
from app.providers.commands import Action, Balance, Batch, Bet, Command, FinishRound, Rollback, Win
from app.providers.dialect import Inbound
from app.providers.documents import flag, json_object, objects, optional_text, text
from app.providers.results import Outcome, Rejected

MAXIMUM_TRANSACTIONS = 64
MAXIMUM_AMOUNT_LENGTH = 40
_CURRENCY = re.compile(r"[A-Z][A-Z0-9_]{2,31}")
_JSON = re.compile(r'application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?', re.IGNORECASE)


def parse(inbound: Inbound, exponents: Mapping[str, int]) -> Command:
    """The command in the body; raises Rejected."""
    read = _OPERATIONS.get(inbound.operation)
    if read is None:
        raise Rejected(Outcome.UNKNOWN_OPERATION, f"there is no operation “{inbound.operation[:40]}”")
    if not _JSON.fullmatch(inbound.headers.get("Content-Type") or ""):
        raise Rejected(Outcome.WRONG_CONTENT_TYPE, "send the body as application/json")
    return read(json_object(inbound.body), exponents)


def _balance(body: dict[str, Any], exponents: Mapping[str, int]) -> Balance:
    return Balance(
        player_ref=text(body, "account_id"),
        currency=_currency(body, exponents),
        game_code=text(body, "game_id"),
        session_ref=optional_text(body, "session_id"),
    )


def _betwin(body: dict[str, Any], exponents: Mapping[str, int]) -> Batch:
    currency = _currency(body, exponents)
    exponent = exponents[currency]
    return Batch(
        player_ref=text(body, "account_id"),
        currency=currency,
        game_code=text(body, "game_id"),
        round_ref=text(body, "round_id"),
        actions=tuple([_bet_or_win(item, exponent) for item in objects(body, "transactions", MAXIMUM_TRANSACTIONS)]),
        settles=flag(body, "finished", default=False),
        session_ref=optional_text(body, "session_id"),
    )


def _rollback(body: dict[str, Any], exponents: Mapping[str, int]) -> Batch:
    return Batch(
        player_ref=text(body, "account_id"),
        currency=_currency(body, exponents),
        game_code=text(body, "game_id"),
        round_ref=text(body, "round_id_provider"),
        actions=tuple([_undo(item) for item in objects(body, "transactions", MAXIMUM_TRANSACTIONS)]),
        settles=flag(body, "finished"),
        session_ref=optional_text(body, "session_id"),
    )


def _finish(body: dict[str, Any], exponents: Mapping[str, int]) -> FinishRound:
    return FinishRound(
        player_ref=text(body, "account_id"),
        currency=_currency(body, exponents),
        round_ref=text(body, "round_id"),
        session_ref=optional_text(body, "session_id"),
    )


_OPERATIONS: dict[str, Callable[[dict[str, Any], Mapping[str, int]], Command]] = {
    "balance": _balance,
    "betwin": _betwin,
    "rollback": _rollback,
    "finish": _finish,
}


def _bet_or_win(item: dict[str, Any], exponent: int) -> Action:
    kind = _ACTIONS.get(text(item, "type"))
    if kind is None:
        raise Rejected(Outcome.MALFORMED, "type: must be “bet” or “win”")
    return kind(text(item, "id_provider"), _amount(item, exponent))


_ACTIONS: dict[str, type[Bet] | type[Win]] = {"bet": Bet, "win": Win}


def _undo(item: dict[str, Any]) -> Rollback:
    if text(item, "type") != "rollback":
        raise Rejected(Outcome.MALFORMED, "type: must be “rollback”")
    return Rollback(text(item, "id_provider"), text(item, "original_id_provider"))


def _amount(item: dict[str, Any], exponent: int) -> int:
    value = item.get("amount")
    if not isinstance(value, str) or len(value) > MAXIMUM_AMOUNT_LENGTH:
        raise Rejected(Outcome.MALFORMED, "amount: must be a decimal number in a text")
    try:
        minor = minor_units(value, exponent)
    except BadAmount as error:
        raise Rejected(Outcome.MALFORMED, f"amount: {error}") from error
    if minor == 0:
        raise Rejected(Outcome.MALFORMED, "amount: must be greater than zero")
    return minor


def _currency(body: dict[str, Any], exponents: Mapping[str, int]) -> str:
    currency = text(body, "currency")
    if not _CURRENCY.fullmatch(currency):
        raise Rejected(Outcome.MALFORMED, f"currency: must match {_CURRENCY.pattern}")
    if currency not in exponents:
        raise Rejected(Outcome.UNKNOWN_CURRENCY, f"currency: {currency} is not played here")
    return currency
