"""Whatever cannot be read or breaks a rule: a problem says what to mend, and nothing changes."""

import json

import pytest

from tests.api.conftest import ADA

COUNTS = """
select (select count(*) from player), (select count(*) from player_person), (select count(*) from deposit),
       (select count(*) from login_session where ended_at is null), (select count(*) from game_session),
       (select count(*) from ledger.account), (select count(*) from ledger.call),
       (select count(*) from ledger.transfer), (select count(*) from idempotency_key)
"""
KEY = {"Idempotency-Key": "k1"}
NO_OBJECTS = [
    b"", b"{", b"nonsense", b"[]", b'"text"', b"null", b"1", b'{"a": 1}{"b": 2}', b'{"a": 1, "a": 2}', b"\xff\xfe",
    b'{"a": NaN}', b'{"a": Infinity}', b"{'a': 1}", b'{"a": "\x00"}', b"[" * 100_000, b'{"a":' * 50_000,
    b'{"a": ' + b"9" * 5000 + b"}",
]  # fmt: skip
OTHER_TYPES = [
    "text/plain", "multipart/form-data", "application/x-www-form-urlencoded", "application/json; charset=latin-1", "",
    "nonsense",
]  # fmt: skip
BROKEN = [
    ("email", "no address"), ("email", "a@b"), ("email", "å@ä.se"), ("email", "x" * 250 + "@a.se"), ("email", 1),
    ("first_name", ""), ("first_name", " "), ("first_name", "x" * 101), ("last_name", None), ("last_name", ["B"]),
    ("birth_date", "1990-02-30"), ("birth_date", "90-02-28"), ("birth_date", "1990-02-28T00:00:00"),
    ("birth_date", 19900228), ("birth_date", "0001-01-01"), ("birth_date", "9999-12-31"), ("birth_date", "१९९०-०२-२८"),
    ("country", "se"), ("country", "SWE"), ("country", "S\n"), ("language", "Swedish"),
    ("currency", "eur"), ("currency", "EUR\n"),
    ("identity_verified", "true"), ("identity_verified", 1), ("identity_verified", None),
]  # fmt: skip
NO_AMOUNTS = [0, -1, 1.5, 1.0, "100", None, True, [100], 10**13, 10**30, 1e400]
NOBODY = "01M83MZ1V4EE3V3JGAGQP5G8NG"
NO_IDS = [f"pl_{NOBODY}", f"ls_{NOBODY}", "pl_", "pl_x", "1", "-1", "%00", "pl_%F0%9F%98%80", "a" * 3000]


@pytest.fixture(autouse=True)
def nothing_changes(tool, player, visitor):
    tool.deposits(player, 1000)
    before = visitor.execute(COUNTS).fetchone()
    yield
    assert visitor.execute(COUNTS).fetchone() == before


def problem(answer):
    """Status and pointers of an answer that is a proper RFC 9457 problem."""
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]
    assert answer.json["detail"].endswith((".", "?"))
    return answer.status_code, {error["pointer"] for error in answer.json.get("errors", [])}


def test_a_body_that_is_no_json_object_is_400(tool):
    told = [problem(tool.ask("POST", "/players", body, **KEY)) for body in NO_OBJECTS]

    assert told == [(400, set())] * len(NO_OBJECTS)


def test_another_content_type_is_415(tool):
    told = [problem(tool.ask("POST", "/players", json.dumps(ADA), content_type=kind, **KEY)) for kind in OTHER_TYPES]

    assert told == [(415, set())] * len(OTHER_TYPES)


def test_a_body_above_one_mebibyte_is_413(tool):
    answer = tool.ask("POST", "/players", json.dumps(ADA | {"first_name": "x" * 1024 * 1024}), **KEY)

    assert problem(answer) == (413, set())


def test_nul_and_half_surrogate_pairs_are_422_wherever_they_stand(tool, player):
    for text in ("a\0b", "\ud800", "a\udfffb"):
        assert problem(tool.post("/players", ADA | {"first_name": text, "brand": text})) == (
            422,
            {"/first_name", "/brand"},
        )
        assert problem(tool.deposits(player, 100, text)) == (422, {"/external_id"})
        assert problem(tool.post("/players", ADA | {text: 1}))[0] == 422


def test_a_missing_field_is_named(tool):
    for field in ADA:
        answer = tool.post("/players", {key: value for key, value in ADA.items() if key != field})
        assert problem(answer) == (422, {f"/{field}"})


def test_an_unknown_field_is_named(tool):
    assert problem(tool.post("/players", ADA | {"role/admin": True})) == (422, {"/role~1admin"})


def test_a_field_that_breaks_its_rule_is_named(tool):
    told = [(field, *problem(tool.post("/players", ADA | {field: value}))) for field, value in BROKEN]

    assert told == [(field, 422, {f"/{field}"}) for field, _ in BROKEN]


def test_an_amount_is_a_whole_number_of_minor_units_above_zero(tool, player):
    for amount in NO_AMOUNTS:
        body = {"payment_provider": "pretend", "external_id": "d", "currency": "EUR", "amount_minor": amount}
        raw = json.dumps(body).replace("Infinity", "1e400")
        answer = tool.ask("POST", f"/players/{player}/deposits", raw, **KEY)
        assert problem(answer) == (422, {"/amount_minor"}), amount


def test_an_id_that_names_nobody_is_404(tool):
    for name in NO_IDS:
        assert problem(tool.get(f"/players/{name}"))[0] == 404, name
        assert problem(tool.get(f"/players/{name}/balances"))[0] == 404, name
        assert problem(tool.post(f"/players/{name}/login-sessions", {}))[0] == 404, name
        assert problem(tool.deposits(name, 100))[0] == 404, name
        assert problem(tool.ask("DELETE", f"/login-sessions/{name}"))[0] == 404, name


def test_an_address_or_method_that_is_none_is_404_or_405(tool, player):
    assert problem(tool.get("/nothing"))[0] == 404
    wrong = tool.ask("PUT", f"/players/{player}", "{}")
    assert (problem(wrong)[0], "GET" in wrong.headers["Allow"]) == (405, True)
