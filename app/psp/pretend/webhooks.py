"""What a webhook of the pretend payment provider says:

    {"id": "evt_1", "type": "payout.paid",
     "data": {"id": "po_…", "reference": "wd_…", "currency": "EUR", "amount": 1200}}

    {"id": "evt_2", "type": "payment.captured",
     "data": {"id": "pay_…", "reference": "at_…", "player": "pl_…", "method": "card",
              "currency": "EUR", "amount": 1200}}

A payout that failed says why in `failure_code`, a payment that was declined in `decline_code`. Of a payment's
`reference` (the attempt that was started with us) and `player` one may be missing. Amounts are whole minor units.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from app.errors import Malformed
from app.money import MAXIMUM_MINOR

PAYOUTS = ("payout.paid", "payout.failed")
PAYMENTS = ("payment.captured", "payment.declined")
_TYPE = re.compile(r"[a-z_]{1,40}(\.[a-z_]{1,40}){1,3}", re.ASCII)
_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,59}", re.ASCII)
_METHOD = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_NAME = re.compile(r"[!-~]{1,255}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PayoutSaid:
    external_id: str
    reference: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, slots=True)
class PaymentSaid:
    external_id: str
    reference: str
    player: str
    method: str
    currency: str
    amount_minor: int
    reason_code: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event; what it says of a payout or a payment, when it speaks of one."""

    id: str
    type: str
    said: PayoutSaid | PaymentSaid | None = None


def read(body: bytes) -> Event:
    """Raises Malformed with a sentence for whatever cannot be meant."""
    document = _object(_json(body), "The body")
    kind = _text(document, "type", _TYPE)
    reader = _payout if kind in PAYOUTS else _payment if kind in PAYMENTS else None
    said = reader(_object(document.get("data"), "“data”"), kind) if reader else None
    return Event(_text(document, "id", _NAME), kind, said)


def _payout(data: dict[str, Any], kind: str) -> PayoutSaid:
    return PayoutSaid(
        external_id=_text(data, "id", _NAME),
        reference=_text(data, "reference", _NAME),
        currency=_text(data, "currency", _NAME),
        amount_minor=_amount(data),
        reason_code=_text(data, "failure_code", _CODE) if kind == "payout.failed" else "",
    )


def _payment(data: dict[str, Any], kind: str) -> PaymentSaid:
    return PaymentSaid(
        external_id=_text(data, "id", _NAME),
        reference=_text(data, "reference", _NAME) if "reference" in data else "",
        player=_text(data, "player", _NAME) if "player" in data else "",
        method=_text(data, "method", _METHOD),
        currency=_text(data, "currency", _NAME),
        amount_minor=_amount(data),
        reason_code=_text(data, "decline_code", _CODE) if kind == "payment.declined" else "",
    )


def _amount(data: dict[str, Any]) -> int:
    amount = data.get("amount")
    if type(amount) is not int or not 0 < amount <= MAXIMUM_MINOR:
        raise Malformed("“amount” must be a whole number of minor units above zero.")
    return amount


def _json(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not JSON in UTF-8 with each name once.") from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two values under one name: whoever signs could mean the other one."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _object(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed(f"{name} must be a JSON object.")
    return cast(dict[str, Any], value)


def _text(within: dict[str, Any], name: str, shape: re.Pattern[str]) -> str:
    value = within.get(name)
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise Malformed(f"“{name}” is missing or has no shape of its kind.")
    return value
