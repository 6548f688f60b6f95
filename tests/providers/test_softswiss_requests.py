"""What the SOFTSWISS dialect reads, and what it refuses to read."""

import json

import pytest

from app.providers.commands import Balance, Batch, Bet, FinishRound, Rollback, Win
from app.providers.dialect import Inbound
from app.providers.results import Outcome, Rejected
from app.providers.softswiss import parse

EXPONENTS = {"EUR": 2, "JPY": 0, "KWD": 3, "BTC": 8}
JSON = {"Content-Type": "application/json"}
WHO = {"account_id": "pl_1", "currency": "EUR", "game_id": "slot"}
BETWIN = WHO | {"round_id": "r", "transactions": [{"id_provider": "t", "type": "bet", "amount": "0.10"}]}
ROLLBACK = WHO | {
    "round_id_provider": "r",
    "finished": True,
    "transactions": [{"id_provider": "t2", "type": "rollback", "original_id_provider": "t"}],
}
FINISH = {"account_id": "pl_1", "currency": "EUR", "round_id": "r"}
BODIES = {"balance": WHO, "betwin": BETWIN, "rollback": ROLLBACK, "finish": FINISH}


def read(operation, body, headers=JSON):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return parse(Inbound(operation, raw, headers, {}), EXPONENTS)


def refusal(operation, body, headers=JSON):
    with pytest.raises(Rejected) as rejected:
        read(operation, body, headers)
    return rejected.value.outcome


def with_amount(amount, currency="EUR"):
    return BETWIN | {"currency": currency, "transactions": [{"id_provider": "t", "type": "bet", "amount": amount}]}


def test_each_operation_becomes_its_command():
    assert read("balance", WHO) == Balance("pl_1", "EUR", "slot")
    assert read("betwin", BETWIN) == Batch("pl_1", "EUR", "slot", "r", (Bet("t", 10),))
    assert read("rollback", ROLLBACK) == Batch("pl_1", "EUR", "slot", "r", (Rollback("t2", "t"),), settles=True)
    assert read("finish", FINISH) == FinishRound("pl_1", "EUR", "r")


def test_order_ending_and_session_are_kept():
    wins = [{"id_provider": "w", "type": "win", "amount": "1"}, *BETWIN["transactions"]]
    command = read("betwin", BETWIN | {"transactions": wins, "finished": True, "session_id": "gs_1"})
    assert (command.actions, command.settles, command.session_ref) == ((Win("w", 100), Bet("t", 10)), True, "gs_1")


def test_unknown_fields_are_not_our_business():
    assert read("balance", WHO | {"new": {"deep": [1, None]}}) == read("balance", WHO)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("0.01", "EUR", 1),
        ("00012.3", "EUR", 1230),
        ("5", "EUR", 500),
        ("1.1000000000000000", "EUR", 110),
        ("7", "JPY", 7),
        ("7.000", "JPY", 7),
        ("0.001", "KWD", 1),
        ("0.00000001", "BTC", 1),
    ],
)
def test_amounts_are_read_exactly(amount, currency, minor):
    assert read("betwin", with_amount(amount, currency)).actions == (Bet("t", minor),)


@pytest.mark.parametrize(
    "amount",
    [
        *("0", "0.00", "-1", "+1", "", " 1", "1 ", "1\n", ".5", "5.", "1,5", "1_0", "0x1", "NaN", "Infinity", "1e2"),
        *("1E2000000000", "0.00000000000000001", "1" * 41, "9" * 24, "١", "１", "0.001", "1000000000000000.01"),
        *(1, 1.5, None, True, [], {}, ["1"]),
    ],
)
def test_what_is_no_amount_is_refused_without_arithmetic(amount):
    assert refusal("betwin", with_amount(amount)) is Outcome.MALFORMED


@pytest.mark.parametrize("currency", ["eur", "EU", "E", "", "EUR ", "E-R", "EUR\n", "A" * 33, 5, None, ["EUR"]])
def test_a_currency_is_never_made_to_fit(currency):
    assert refusal("balance", WHO | {"currency": currency}) is Outcome.MALFORMED


def test_a_currency_we_do_not_keep_is_refused_as_such():
    assert refusal("balance", WHO | {"currency": "XTS"}) is Outcome.UNKNOWN_CURRENCY


@pytest.mark.parametrize("operation", BODIES)
@pytest.mark.parametrize("value", [5, None, True, [], {}, "x" * 256])
def test_a_field_of_the_wrong_type_is_refused_everywhere(operation, value):
    for field in [name for name in BODIES[operation] if name not in ("transactions", "finished")] + ["session_id"]:
        assert refusal(operation, BODIES[operation] | {field: value}) is Outcome.MALFORMED


@pytest.mark.parametrize("operation", BODIES)
def test_a_missing_field_is_refused_everywhere(operation):
    for field in BODIES[operation]:
        body = {name: value for name, value in BODIES[operation].items() if name != field}
        assert refusal(operation, body) is Outcome.MALFORMED


@pytest.mark.parametrize("operation", ["betwin", "rollback"])
@pytest.mark.parametrize("value", [None, "x", 1, {}, [], [None], ["t"], [[]], [{}]])
def test_transactions_are_a_list_of_objects(operation, value):
    assert refusal(operation, BODIES[operation] | {"transactions": value}) is Outcome.MALFORMED


@pytest.mark.parametrize("operation", ["betwin", "rollback"])
def test_too_many_transactions_are_refused(operation):
    (transaction,) = BODIES[operation]["transactions"]
    most = [transaction | {"id_provider": f"t{number}"} for number in range(65)]
    assert len(read(operation, BODIES[operation] | {"transactions": most[:64]}).actions) == 64
    assert refusal(operation, BODIES[operation] | {"transactions": most}) is Outcome.MALFORMED


@pytest.mark.parametrize(
    ("operation", "kind"), [("betwin", "rollback"), ("betwin", "BET"), ("rollback", "bet"), ("betwin", 1)]
)
def test_a_transaction_has_a_type_of_its_operation(operation, kind):
    (transaction,) = BODIES[operation]["transactions"]
    assert refusal(operation, BODIES[operation] | {"transactions": [transaction | {"type": kind}]}) is Outcome.MALFORMED


@pytest.mark.parametrize("value", ["true", 1, 0, None, []])
def test_finished_is_a_boolean(value):
    assert refusal("betwin", BETWIN | {"finished": value}) is Outcome.MALFORMED
    assert refusal("rollback", ROLLBACK | {"finished": value}) is Outcome.MALFORMED


@pytest.mark.parametrize("operation", ["", "bet", "Balance", "balance/", "v2/balance", "betwin?x"])
def test_an_operation_that_is_not_there(operation):
    assert refusal(operation, WHO) is Outcome.UNKNOWN_OPERATION


@pytest.mark.parametrize(
    "content_type", [None, "", "text/plain", "application/json5", "application/json; charset=latin-1"]
)
def test_only_json_is_read(content_type):
    assert refusal("balance", WHO, {"Content-Type": content_type}) is Outcome.WRONG_CONTENT_TYPE


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON", "application/json; charset=utf-8"])
def test_json_by_its_other_names(content_type):
    assert read("balance", WHO, {"Content-Type": content_type}) == Balance("pl_1", "EUR", "slot")
