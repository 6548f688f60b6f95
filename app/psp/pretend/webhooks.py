"""What a webhook of the pretend payment provider says:

    {"id": "evt_1", "type": "payout.paid",
     "data": {"id": "po_…", "reference": "wd_…", "currency": "EUR", "amount": 1200}}

A payout that failed says why in `failure_code`. Amounts are whole minor units.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from app.errors import Malformed
from app.money import MAXIMUM_MINOR

PAYOUTS = ("payout.paid", "payout.failed")
_TYPE = re.compile(r"[a-z_]{1,40}(\.[a-z_]{1,40}){1,3}", re.ASCII)
_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,59}", re.ASCII)
_NAME = re.compile(r"[!-~]{1,255}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Event:
    """One event; what it says of a payout, when it speaks of one."""

    id: str
    type: str
    payout: "PayoutSaid | None"


@dataclass(frozen=True, slots=True)
class PayoutSaid:
    external_id: str
    reference: str
    currency: str
    amount_minor: int
    reason_code: str


def read(body: bytes) -> Event:
    """Raises Malformed with a sentence for whatever cannot be meant."""
    document = _object(_json(body), "The body")
    kind = _text(document, "type", _TYPE)
    payout = _payout(_object(document.get("data"), "“data”"), kind) if kind in PAYOUTS else None
    return Event(_text(document, "id", _NAME), kind, payout)


def _payout(data: dict[str, Any], kind: str) -> PayoutSaid:
    amount = data.get("amount")
    if type(amount) is not int or not 0 < amount <= MAXIMUM_MINOR:
        raise Malformed("“amount” must be a whole number of minor units above zero.")
    return PayoutSaid(
        external_id=_text(data, "id", _NAME),
        reference=_text(data, "reference", _NAME),
        currency=_text(data, "currency", _NAME),
        amount_minor=amount,
        reason_code=_text(data, "failure_code", _CODE) if kind == "payout.failed" else "",
    )


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
