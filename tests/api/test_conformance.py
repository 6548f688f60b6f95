"""Whatever is sent, in the contract's shape or out of it: only answers that the contract names, no fault of ours."""

import os
import sys
import uuid
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi import checks

from app import clock
from app.extensions import db, transaction
from app.security import api_keys
from app.security.permissions import every
from tests.api.conftest import Tool

CASES = 5000 if os.environ.get("COUNTROOM_PROVE") else 300
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.missing_required_header,
    checks.unsupported_method,
]
SENT = (ParameterLocation.BODY, ParameterLocation.QUERY)
KNOWN = {
    "brand": "norrsken",
    "provider": "pretend",
    "currency": "EUR",
    "occurred_from": "2026-01-01T00:00:00Z",
    "occurred_to": "2999-01-01T00:00:00Z",
    "reference": "pay-7",
    "cursor": "",
}
KINDS, CLEARED = ("betting", "deposits", "withdrawals"), {"reason": "cleared"}
PROTECTION = {
    "suspension": [("reactivation", CLEARED)],
    "restrictions": [("liftings", CLEARED | {"kind": kind}) for kind in KINDS],
    "reactivation": [("suspension", {})],
    "liftings": [("restrictions", {"kind": kind}) for kind in KINDS],
}
REAL = {"brand": "norrsken", "birth_date": "1990-02-28", "currency": "EUR", "payment_provider": "pretend"}
REAL |= {"until": "2999-01-01T00:00:00Z", "reason_text": "As told."}


@pytest.fixture
def house(app, world):
    """A tool without a quota to speak of, and one of everything that an address can name."""
    with app.app_context(), transaction():
        permissions = [permission for permission in every() if permission.is_for_machines]
        ends = clock.now() + timedelta(days=1)
        row, text = api_keys.make("Fuzz", permissions, expires_at=ends, requests_per_minute=10**6)
        db.session.add(row)
    tool = Tool(app, text)
    player = tool.a_player()
    tool.deposits(player, 10**9)
    wish = {
        "login_session": tool.a_login(player),
        "integration": "northlight-norrsken",
        "game": "nl-orchard",
        "currency": "EUR",
    }
    names = {
        "player_id": player,
        "login_session_id": tool.a_login(player),
        "game_session_id": tool.post(f"/players/{player}/game-sessions", wish).json["id"],
        "deposit_id": tool.deposits(player, 100).json["id"],
        "deposit_attempt_id": tool.attempts(player, 100).json["id"],
        "withdrawal_id": tool.withdraws(player, 100).json["id"],
        "adjustment_id": tool.adjusts(player, 100).json["id"],
    }
    return tool, names, wish | {"protected": tool.a_player()}


def deepened(case, names, wish):
    """The case about what is there, so that it reaches the services; what it fuzzes besides stays."""
    case.path_parameters = {name: names[name] for name in case.path_parameters or {}}
    fresh = {"Idempotency-Key": uuid.uuid4().hex, "If-Match": "*"}
    case.headers.update({name: value for name, value in fresh.items() if name in case.headers})
    if case.query:
        case.query |= {name: value for name, value in KNOWN.items() if name in case.query}
    if isinstance(case.body, dict):
        case.body |= {name: value for name, value in (REAL | wish).items() if name in case.body}
    return case


def readied(case, tool, protected):
    """What protects a player is done to one who does nothing else, and finds something to do."""
    act = case.operation.path.rpartition("/")[2]
    if act not in PROTECTION:
        return
    case.path_parameters = {"player_id": protected}
    for needed, body in PROTECTION[act]:
        tool.post(f"/players/{protected}/{needed}", {"reason": "identity"} | body)


def rejections(case):
    """A body or an argument out of shape must be refused; the fields of HTTP have rules of their own."""
    parts = [case.meta.components.get(part) for part in SENT]
    return [checks.negative_data_rejection] if any(part and part.mode.is_negative for part in parts) else []


def test_every_answer_is_one_the_contract_names(app, house):
    tool, names, wish = house
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    told: list[tuple[str, int]] = []
    each = -(-CASES // (2 * len(operations)))
    app.testing = False  # a fault is answered 500 here, not raised
    try:
        for operation in operations:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                _play(operation, mode, each, tool, names, wish, told)
    finally:
        app.testing = True
    answered = sorted({code for _, code in told})
    sys.stdout.write(f"\n{len(told)} cases over {len(operations)} operations, answered {answered}\n")
    assert len(told) >= 0.9 * CASES
    assert {label for label, code in told if code < 300} == {operation.label for operation in operations}


def _play(operation, mode, each, tool, names, wish, told):
    @settings(
        max_examples=each,
        deadline=None,
        database=None,
        derandomize=not os.environ.get("COUNTROOM_PROVE"),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def play(case):
        if mode is GenerationMode.POSITIVE and len(told) % 3:
            deepened(case, names, wish)
            readied(case, tool, wish["protected"])
        case.headers["Authorization"] = f"Bearer {tool.key}"
        answer = case.call(headers={"Accept-Encoding": "identity"})  # the WSGI transport does not unzip
        told.append((operation.label, answer.status_code))
        case.validate_response(answer, checks=CHECKS + rejections(case))

    play()
