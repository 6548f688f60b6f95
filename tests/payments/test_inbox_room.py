"""Whoever finds the address of the inbox fills no disk: the first few of each minute are kept, the rest is counted."""

import pytest

from tests.ledger.book import in_threads

ROOM = "select verdict, requests, unkept from payment_webhook_room order by verdict"


def forge(voice, body=b"{}", times=1):
    return {voice.sends(body, header="t=1,v1=" + "0" * 64).status_code for _ in range(times)}


def test_of_forged_ones_ten_a_minute_are_kept_and_all_are_answered_alike(till, voice):
    assert forge(voice, times=25) == {401}
    assert voice.kept() == ["bad_signature"] * 10
    assert till.rows(ROOM) == [("bad_signature", 25, 15)]


def test_a_flood_from_many_at_once_is_counted_one_by_one(till, voice):
    in_threads(16, lambda _: forge(voice, times=4))
    assert len(voice.kept()) == 10
    assert till.rows(ROOM) == [("bad_signature", 64, 54)]


def test_the_next_minute_has_room_again_and_what_was_not_kept_stays_counted(till, voice):
    forge(voice, times=12)
    till.change("update payment_webhook_room set began_at = began_at - interval '61 seconds'")
    forge(voice, times=3)
    assert len(voice.kept()) == 13
    assert till.rows(ROOM) == [("bad_signature", 3, 2)]


def test_a_flood_takes_nothing_of_the_payment_providers_own_room(till, voice, submitted):
    forge(voice, times=12)
    voice.sends(b"x" * 70_000)
    assert voice.says("payout.paid", submitted, 3000, event="evt_1").status_code == 200
    assert voice.says("payout.paid", submitted, 3000, event="evt_1").json["detail"] == "Taken before."
    voice.work()
    assert till.state(submitted)[0] == "paid"
    assert voice.kept()[10:] == ["too_large", "accepted", "duplicate"]


def test_of_a_storm_of_repetitions_sixty_a_minute_are_kept_and_all_are_taken(till, voice, submitted):
    answers = {voice.says("payout.paid", submitted, 3000, event="evt_1").status_code for _ in range(70)}
    assert answers == {200}
    assert sorted(voice.kept()) == ["accepted", *["duplicate"] * 60]
    assert till.rows(ROOM) == [("duplicate", 69, 9)]


@pytest.mark.parametrize(("sent", "status", "kept"), [(60_000, 401, 4096), (70_000, 413, 4096), (100, 401, 100)])
def test_of_a_body_that_nobody_signed_the_beginning_is_kept(till, voice, sent, status, kept):
    assert forge(voice, b"x" * sent) == {status}
    assert till.rows("select length(body) from payment_webhook") == [(kept,)]


def test_a_genuine_body_is_kept_whole(till, voice):
    body = b'{"id": "evt_1", "type": "ping.a", "pad": "' + b"x" * 60_000 + b'"}'
    assert voice.sends(body).status_code == 200
    assert [bytes(kept) for (kept,) in till.rows("select body from payment_webhook")] == [body]


def test_only_headers_that_say_something_about_the_webhook_are_kept_and_none_at_length(app, till, voice):
    sent = {f"X-Filler-{number}": "x" * 500 for number in range(20)} | {"User-Agent": "u" * 5000, "Cookie": "secret"}
    app.test_client().post("/hooks/pretend", data=b"{}", headers=sent, content_type="application/json")
    [(headers,)] = till.rows("select headers from payment_webhook")
    assert set(headers) == {"User-Agent", "Content-Type", "Content-Length"}
    assert len(headers["User-Agent"]) == 1000
