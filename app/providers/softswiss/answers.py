"""From a canonical result to the bytes of the answer; the same result always gives the same bytes."""

from json import JSONEncoder
from typing import Any

from app.money import decimal_text
from app.providers.commands import Batch, Command, Rollback
from app.providers.dialect import Answer
from app.providers.results import TOOK_EFFECT, Outcome, Result
from app.providers.softswiss.codes import CODES, WITH_BALANCE

_encode = JSONEncoder(separators=(",", ":")).encode


def render(command: Command | None, result: Result) -> Answer:
    """The answer to `command`; HTTP 200, or an error envelope with 400 or 500."""
    if result.outcome not in TOOK_EFFECT:
        return _refusal(result)
    if not isinstance(command, Batch):
        return _ok({"balance": _balance(result)})
    if isinstance(command.actions[0], Rollback):
        transactions = [{"id_provider": done.external_id, "id": done.id} for done in result.actions]
        return _ok({"balance": _balance(result), "round_id": result.round_id, "transactions": transactions})
    transactions = [
        {"id_provider": done.external_id, "id": done.id, "bonus_amount": _bonus(done.bonus, result.exponent)}
        for done in result.actions
    ]
    return _ok({"round_id": result.round_id, "transactions": transactions, "balance": _balance(result)})


def _ok(body: dict[str, Any]) -> Answer:
    return Answer(200, _encode(body).encode())


def _refusal(result: Result) -> Answer:
    code = CODES[result.outcome]
    message = result.message or code.message
    meta = {"api_code": code.api_code, "api_message": message}
    if code.api_code in WITH_BALANCE:
        meta["balance"] = _balance(result)
    envelope = {"code": "internal" if code.is_ours else "invalid_argument", "msg": message, "meta": meta}
    return Answer(500 if code.is_ours else 400, _encode(envelope).encode())


def _balance(result: Result) -> str:
    if result.balance is None:
        raise ValueError(f"{Outcome(result.outcome)} is answered with a balance")
    return decimal_text(result.balance, result.exponent)


def _bonus(minor: int, exponent: int) -> str:
    return decimal_text(minor, exponent) if minor else "0.00"
