"""What payment providers report: kept first, believed when signed, taken once, worked on afterwards, never a 500."""

import json

import psycopg
import pytest

from tests.ledger.book import in_threads

SIGNED_NONSENSE = [
    b"",
    b"\x00",
    b"\xff\xfe",
    b"null",
    b"[]",
    b'"\\ud800"',
    b"[" * 60_000,
    b'{"id": "evt", "type": "payout.paid"}',
    b'{"id": "evt", "type": "payout.paid", "data": []}',
    b'{"id": "evt", "id": "evt2", "type": "ping"}',
    b'{"id": "evt\\u0000", "type": "ping"}',
    b'{"id": "evt\\ud800", "type": "ping"}',
    b'{"id": "", "type": "ping.a"}',
    b'{"id": 1, "type": "ping.a"}',
    b'{"id": "evt", "type": "DROP TABLE"}',
    b'{"id": "evt", "type": "ping.a", "n": NaN}',
    b'{"id": "evt", "type": "ping.a", "n": ' + b"9" * 5000 + b"}",
]
BAD_PAYOUTS = [
    {"amount": 0},
    {"amount": -1},
    {"amount": 1.5},
    {"amount": "3000"},
    {"amount": True},
    {"amount": 10**18},
    {"currency": ""},
    {"reference": None},
    {"reference": "wd_\ud800"},
    {"id": "x" * 256},
]


def test_a_signed_report_is_kept_answered_and_then_worked_on(till, voice, submitted):
    answer = voice.says("payout.paid", submitted, 3000)
    assert (answer.status_code, answer.json["detail"]) == (200, "Taken.")
    assert till.state(submitted)[0] == "submitted"
    voice.work()
    assert till.state(submitted)[0] == "paid"
    assert (voice.kept(), voice.outcomes()) == (["accepted"], ["applied"])
    [(body, headers)] = till.rows("select body, headers from payment_webhook")
    assert json.loads(body)["data"]["reference"] == submitted
    assert headers["Pretend-Signature"].startswith("t=")


def test_a_failed_payout_gives_the_money_back(till, voice, submitted):
    voice.says("payout.failed", submitted, 3000)
    voice.work()
    assert till.rows("select state, reason_code from withdrawal") == [("failed", "account_closed")]


@pytest.mark.parametrize("header", ["", "t=1", "v1=00", "t=1,v1=00", "t=x,v1=" + "0" * 64, "\x00", "é", "t=1," * 2000])
def test_what_nobody_signed_is_refused_and_kept(voice, submitted, header):
    answer = voice.says("payout.paid", submitted, 3000, header=header)
    assert (answer.status_code, voice.kept(), voice.outcomes()) == (401, ["bad_signature"], [])


def test_one_byte_or_another_secret_spoils_a_signature(till, voice, submitted):
    assert voice.says("payout.paid", submitted, 3000, secrets=["another"]).status_code == 401
    voice.says("payout.paid", submitted, 3000)
    [(body, headers)] = till.rows("select body, headers from payment_webhook where verdict = 'accepted'")
    changed = bytes(body).replace(b"3000", b"3001")
    assert voice.sends(changed, header=headers["Pretend-Signature"]).status_code == 401


@pytest.mark.parametrize(("age", "status"), [(295, 200), (-295, 200), (310, 401), (-310, 401)])
def test_a_signature_counts_for_five_minutes(voice, submitted, age, status):
    assert voice.says("payout.paid", submitted, 3000, age=age).status_code == status
    assert voice.kept() == ["accepted" if status == 200 else "out_of_time"]


def test_two_secrets_live_while_one_is_replaced(voice, submitted):
    voice.add_secret("the second secret")
    both = ["the first secret", "the second secret"]
    for secrets in ([both[0]], [both[1]], both):
        assert voice.says("payout.paid", submitted, 3000, secrets=secrets).status_code == 200
    voice.retire_secret(0)
    assert voice.says("payout.paid", submitted, 3000, secrets=[both[0]]).status_code == 401
    assert voice.says("payout.paid", submitted, 3000, secrets=[both[1]]).status_code == 200


def test_a_third_secret_is_refused(voice):
    voice.add_secret("the second secret")
    with pytest.raises(Exception, match="at most two live keys"):
        voice.add_secret("the third secret")


def test_the_same_event_again_is_taken_once_for_ever(till, voice, submitted):
    for _ in range(3):
        assert voice.says("payout.paid", submitted, 3000, event="evt_same").status_code == 200
        voice.work()
    assert (voice.kept(), voice.outcomes()) == (["accepted", "duplicate", "duplicate"], ["applied"])


def test_sixteen_deliver_the_same_event_at_once(till, voice, submitted):
    def deliver(_):
        return voice.says("payout.paid", submitted, 3000, event="evt_raced").status_code

    assert in_threads(16, deliver) == [200] * 16
    assert sorted(voice.kept()) == ["accepted"] + ["duplicate"] * 15
    voice.work()
    assert (voice.outcomes(), till.state(submitted)[0]) == (["applied"], "paid")


def test_the_same_news_under_another_event_changes_nothing(till, voice, submitted):
    for _ in range(2):
        voice.says("payout.paid", submitted, 3000)
        voice.work()
    assert voice.outcomes() == ["applied", "known"]


def test_news_that_overtake_each_other_end_where_they_should(till, voice):
    """Paid comes before we noted that we had asked; that it was under way comes last."""
    withdrawal = till.asks(till.a_player(5000), 3000)
    till.approve(withdrawal)
    voice.says("payout.paid", withdrawal, 3000)
    voice.says("payout.processing", withdrawal, 3000)
    voice.work()
    assert (till.state(withdrawal)[0], sorted(voice.outcomes())) == ("paid", ["applied", "ignored"])


def test_a_contradiction_is_kept_for_people_and_moves_nothing(till, voice, submitted):
    voice.says("payout.paid", submitted, 3000)
    voice.work()
    voice.says("payout.failed", submitted, 3000)
    voice.says("payout.paid", submitted, 2999)
    voice.says("payout.paid", "wd_00000000000000000000000000", 3000)
    voice.says("payout.paid", "nobody", 3000)
    voice.work()
    assert voice.outcomes() == ["applied"] + ["contradiction"] * 4
    assert till.state(submitted)[0] == "paid"
    waiting = "select count(*) from procrastinate.procrastinate_jobs where task_name = 'process_payment_webhook'"
    assert till.rows(waiting) == [(0,)]


def test_working_on_one_twice_counts_once(till, voice, submitted):
    from app.services import payment_inbox

    voice.says("payout.paid", submitted, 3000)
    [webhook_id] = voice.kept("id")
    found = in_threads(8, lambda _: till.run(payment_inbox.process, webhook_id))
    assert found == ["applied"] * 8
    assert till.messages(submitted).count("withdrawal.paid") == 1


@pytest.mark.parametrize("body", SIGNED_NONSENSE, ids=range(len(SIGNED_NONSENSE)))
def test_a_signed_body_that_means_nothing_is_refused_with_a_sentence(voice, body):
    answer = voice.sends(body)
    assert answer.status_code == 400
    assert answer.json["detail"].endswith(".")
    assert voice.kept() == ["unreadable"]


@pytest.mark.parametrize("change", BAD_PAYOUTS, ids=str)
def test_a_payout_that_cannot_be_meant_is_refused(voice, submitted, change):
    data = {"id": "po_1", "reference": submitted, "currency": "EUR", "amount": 3000} | change
    answer = voice.sends({"id": "evt_1", "type": "payout.paid", "data": data})
    assert (answer.status_code, voice.kept()) == (400, ["unreadable"])


def test_more_than_64_kib_is_refused_without_being_kept_whole(voice):
    longest = b'{"id": "evt_1", "type": "ping.a", "pad": "' + b"x" * (64 * 1024 - 44) + b'"}'
    assert len(longest) == 64 * 1024
    assert voice.sends(longest).status_code == 200
    assert voice.sends(longest + b" ").status_code == 413
    assert voice.kept() == ["accepted", "too_large"]


def test_an_address_of_nobody_keeps_nothing(voice, till):
    answer = voice.sends({"id": "evt_1", "type": "ping.a"}, to="nobody")
    assert (answer.status_code, voice.kept()) == (404, [])
    assert till.rows("select count(*) from audit_record where phase = 'refusal'") == [(0,)]


@pytest.mark.parametrize(
    "statement",
    [
        "update payment_webhook set verdict = 'accepted'",
        "delete from payment_webhook",
        "insert into payment_webhook (payment_provider_id, body, headers, verdict, received_at)"
        " select id, '', '{}', 'unreadable', now() from payment_provider",
        "update payment_webhook_result set outcome = 'applied'",
    ],
)
def test_nobody_rewrites_the_inbox(voice, visitor, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute(statement)


@pytest.mark.parametrize("name", ["%00", "pretend%00", "%ff", "Pretend", "a" * 3000])
def test_nobody_of_that_name_is_told_so_and_kept_nowhere(voice, name):
    assert voice.sends({"id": "evt_1", "type": "ping.a"}, to=name).status_code == 404
    assert voice.kept() == []
