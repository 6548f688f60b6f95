"""Withdrawals: asked for, read, and taken back by whoever saw the version that stands."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

HELD = "select sum(balance) filter (where purse = 'cash'), sum(balance) filter (where purse = 'pending_withdrawal')"


@pytest.fixture
def rich(tool, player):
    tool.deposits(player, 1000)
    return player


@pytest.fixture
def held(visitor):
    return lambda: visitor.execute(f"{HELD} from ledger.account").fetchone()


def test_a_request_takes_the_amount_out_of_the_players_cash(tool, rich, held):
    answer = tool.withdraws(rich, 400)

    assert answer.status_code == 201
    assert answer.json["id"].startswith("wd_")
    assert answer.headers["Location"] == f"/api/v1/withdrawals/{answer.json['id']}"
    shown = {
        name: answer.json[name] for name in ("player", "state", "version", "amount_minor", "exponent", "decided_at")
    }
    assert shown == {
        "player": rich,
        "state": "requested",
        "version": 1,
        "amount_minor": 400,
        "exponent": 2,
        "decided_at": None,
    }
    assert held() == (600, 400)
    assert tool.get(f"/withdrawals/{answer.json['id']}").json == answer.json


def test_what_the_player_does_not_have_is_refused(tool, rich, held):
    answer = tool.withdraws(rich, 1001)

    assert (answer.status_code, answer.json["detail"]) == (409, "The player does not have this much in cash.")
    assert tool.withdraws(rich, 100, currency="SEK").json["errors"][0]["pointer"] == "/currency"
    assert tool.withdraws(rich, 100, payment_provider="nobody").json["errors"][0]["pointer"] == "/payment_provider"
    assert held() == (1000, 0)


def test_a_request_sent_twice_is_one(tool, rich, held):
    answers = [tool.withdraws(rich, 400), tool.withdraws(rich, 400)]
    body = {"payment_provider": "pretend", "currency": "EUR", "amount_minor": 50}
    again = [tool.post(f"/players/{rich}/withdrawals", body, **{"Idempotency-Key": "w"}) for _ in range(2)]

    assert answers[0].json["id"] != answers[1].json["id"]
    assert again[0].data == again[1].data
    assert held() == (150, 850)


def test_taking_back_needs_the_version_that_was_seen(tool, rich, held, visitor):
    withdrawal = tool.withdraws(rich, 400)
    name, etag = withdrawal.json["id"], withdrawal.headers["ETag"]

    for unseen, code in (
        (None, 428),
        ("", 428),
        ('"2"', 412),
        ("W/" + etag, 412),
        ('"x"', 412),
        ('""', 412),
        (f'{etag}, "7"', 400),
    ):
        answer = tool.cancels(name, unseen)
        assert (answer.status_code, answer.mimetype) == (code, "application/problem+json"), unseen
    assert held() == (600, 400)

    answer = tool.cancels(name, etag)
    assert (answer.status_code, answer.json["state"], answer.headers["ETag"]) == (200, "cancelled", '"2"')
    assert held() == (1000, 0)


def test_a_decided_withdrawal_is_not_taken_back(tool, rich, held):
    withdrawal = tool.withdraws(rich, 400)
    tool.cancels(withdrawal.json["id"], "*")

    assert tool.cancels(withdrawal.json["id"], withdrawal.headers["ETag"]).status_code == 412
    assert tool.cancels(withdrawal.json["id"], '"2"').status_code == 409
    assert tool.cancels(withdrawal.json["id"], "*").status_code == 409
    assert held() == (1000, 0)


def test_taking_back_repeated_with_its_key_gets_the_first_answer_though_the_version_went_on(tool, rich):
    withdrawal = tool.withdraws(rich, 400)
    key = {"Idempotency-Key": "c"}

    first = tool.cancels(withdrawal.json["id"], withdrawal.headers["ETag"], **key)
    again = tool.cancels(withdrawal.json["id"], withdrawal.headers["ETag"], **key)

    assert (again.status_code, again.data, again.headers["ETag"]) == (200, first.data, first.headers["ETag"])


def test_ten_threads_take_it_back_once(tool, rich, held):
    withdrawal = tool.withdraws(rich, 400)
    start = threading.Barrier(10)

    def cancel(_):
        start.wait()
        return tool.cancels(withdrawal.json["id"], withdrawal.headers["ETag"]).status_code

    with ThreadPoolExecutor(10) as pool:
        codes = list(pool.map(cancel, range(10)))

    assert sorted(codes) == [200] + [412] * 9
    assert held() == (1000, 0)


def test_ten_threads_ask_for_all_there_is_and_one_gets_it(tool, rich, held):
    start = threading.Barrier(10)

    def ask(_):
        start.wait()
        return tool.withdraws(rich, 1000).status_code

    with ThreadPoolExecutor(10) as pool:
        codes = list(pool.map(ask, range(10)))

    assert sorted(codes) == [201] + [409] * 9
    assert held() == (0, 1000)


def test_the_request_and_its_cancellation_stand_in_the_audit_log(tool, rich, visitor):
    withdrawal = tool.withdraws(rich, 400)
    tool.cancels(withdrawal.json["id"], withdrawal.headers["ETag"])

    rows = visitor.execute(
        "select name from audit_record where phase = 'effect' and name like 'withdrawal.%' and actor_kind = 'api_key'"
        " order by recorded_at"
    )
    assert [name for (name,) in rows] == ["withdrawal.requested", "withdrawal.cancelled"]


def test_those_of_one_state_are_listed_alone_and_paged(tool, rich):
    names = [tool.withdraws(rich, amount).json["id"] for amount in (100, 200, 300)]
    tool.cancels(names[1], "*")

    for path in ("/withdrawals", f"/players/{rich}/withdrawals"):
        listed = {
            state: tool.get(f"{path}?state={state}").json["items"] for state in ("requested", "cancelled", "paid")
        }
        assert {state: [each["id"] for each in found] for state, found in listed.items()} == {
            "requested": [names[2], names[0]],
            "cancelled": [names[1]],
            "paid": [],
        }
        first = tool.get(f"{path}?state=requested&limit=1")
        address = first.headers["Link"].partition(">")[0].removeprefix("</api/v1")
        assert [each["id"] for each in tool.get(address).json["items"]] == [names[0]], address
        assert len(tool.get(f"{path}?state=").json["items"]) == 3
        unknown = tool.get(f"{path}?state=lost")
        assert (unknown.status_code, unknown.json["errors"][0]["pointer"]) == (422, "/state")
