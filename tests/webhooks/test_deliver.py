"""A message reaches each endpoint that wants it, signed so that the standard's own verifier takes it."""

import base64
import hashlib
import hmac
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import psycopg
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from app.extensions import db, transaction
from app.services import webhook_sending
from tests.api.conftest import Tool
from tests.jobs.running import run
from tests.webhooks.conftest import tell


def test_what_happens_is_delivered_and_the_standards_verifier_accepts_it(desk, receiver):
    _, key = desk.add(receiver.url)
    (message,) = desk.tell()
    desk.work()
    ((path, headers, body),) = receiver.came
    said = Webhook(key).verify(body, headers)
    assert (path, headers["webhook-id"], headers["content-type"]) == ("/hooks", message, "application/json")
    assert set(said) == {"type", "timestamp", "data"}
    assert (said["type"], set(said["data"])) == (
        "player.registered",
        {"id", "brand", "country", "currency", "unverified", "is_test"},
    )
    assert datetime.fromisoformat(said["timestamp"]).tzinfo is not None
    assert len(body) < 20_000


def test_a_registration_over_the_api_is_delivered_by_the_worker_alone(app, settings, desk, receiver, world):
    _, key = desk.add(receiver.url, "player.registered", "deposit.captured")
    tool = Tool(app, world["api_key"])
    player = tool.a_player()
    deposit = tool.deposits(player, 700).json["id"]
    run(app, settings)
    told = [Webhook(key).verify(body, headers) for _, headers, body in receiver.came]
    assert sorted((each["type"], each["data"]["id"]) for each in told) == [
        ("deposit.captured", deposit),
        ("player.registered", player),
    ]


def test_a_changed_body_is_not_accepted(desk, receiver):
    _, key = desk.add(receiver.url)
    desk.tell()
    desk.work()
    ((_, headers, body),) = receiver.came
    with pytest.raises(WebhookVerificationError):
        Webhook(key).verify(body.replace(b"EUR", b"USD"), headers)


def test_during_rotation_the_old_secret_alone_and_the_new_one_alone_verify(desk, receiver, hands):
    endpoint, old = desk.add(receiver.url)
    new = desk.rotate(endpoint)
    desk.tell()
    desk.work()
    ((_, headers, body),) = receiver.came
    assert len(headers["webhook-signature"].split(" ")) == 2
    for key in (old, new):
        assert Webhook(key).verify(body, headers)["type"] == "player.registered"


def test_after_the_overlap_only_the_new_secret_signs(app, desk, receiver, hands):
    endpoint, old = desk.add(receiver.url)
    new = desk.rotate(endpoint)
    hands.move(days=1, seconds=1)
    desk.tell()
    desk.work()
    ((_, headers, body),) = receiver.came
    signed = headers["webhook-signature"].split(" ")
    message, at = headers["webhook-id"], headers["webhook-timestamp"]
    assert signed == [_sign(new, message, at, body)] != [_sign(old, message, at, body)]
    assert desk.rotate(endpoint) not in (old, new)


def _sign(key, message, at, body):
    """Written out once more, from the standard's text."""
    secret = base64.b64decode(key.removeprefix("whsec_"))
    content = f"{message}.{at}.{body.decode()}".encode()
    return "v1," + base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()


def test_only_wanted_types_and_brands_are_told(desk, receiver, owner):
    other = owner.execute("select id, code from brand where code <> 'norrsken' order by id").fetchone()
    desk.add(receiver.url, "deposit.captured")
    desk.add(receiver.url + "?other", brand=other[1])
    desk.tell(2)
    (message,) = desk.tell(brand_id=other[0])
    desk.work()
    assert [(path, headers["webhook-id"]) for path, headers, _ in receiver.came] == [("/hooks?other", message)]


def test_what_was_told_before_an_endpoint_stood_is_not_sent(desk, receiver):
    desk.tell(3)
    desk.add(receiver.url)
    desk.work()
    assert receiver.came == []


def test_a_message_of_an_open_transaction_is_not_passed_by(app, desk, receiver):
    """The one written first commits last: a reader that only looked for newer ids would never see it."""
    desk.add(receiver.url)
    is_told, may_commit = threading.Event(), threading.Event()

    def slow():
        with app.app_context(), transaction():
            tell(desk.brand_id)
            db.session.flush()
            is_told.set()
            assert may_commit.wait(10)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(slow)
        assert is_told.wait(10)
        desk.tell()
        desk.work(is_patient=False)
        assert receiver.came == []
        may_commit.set()
        first.result()
    desk.work()
    assert len(set(receiver.ids)) == len(receiver.ids) == 2


def test_no_transaction_is_open_while_a_receiver_is_asked(desk, receiver, owner, database):
    seen = []
    query = "select count(*) from pg_stat_activity where datname = %s and state like 'idle in transaction%%'"
    receiver.meanwhile = lambda: seen.append(owner.execute(query, [database]).fetchone()[0])
    desk.add(receiver.url)
    desk.tell(2)
    desk.spread()
    for delivery in desk.deliveries():
        with desk.app.app_context():
            webhook_sending.attempt(delivery.id)
    assert seen == [0, 0]


def test_concurrent_workers_make_each_attempt_once(app, desk, receiver, owner):
    desk.add(receiver.url)
    desk.tell(40)
    assert desk.spread() == 40
    deliveries = desk.deliveries()
    together = threading.Barrier(8)

    def work(_):
        together.wait()
        with app.app_context():
            return sum(webhook_sending.attempt(delivery.id) for delivery in deliveries)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(work, range(8))) == 40
    assert len(receiver.ids) == len(set(receiver.ids)) == 40
    assert owner.execute("select count(*), max(number) from webhook_attempt").fetchone() == (40, 1)


def test_one_worker_at_a_time_sends_to_an_endpoint_and_keeps_the_order(app, desk, receiver):
    desk.add(receiver.url)
    messages = desk.tell(20)
    desk.spread()
    endpoint_id, together = desk.deliveries()[0].endpoint_id, threading.Barrier(6)

    def work(_):
        together.wait()
        with app.app_context():
            return webhook_sending.send_due(endpoint_id)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(work, range(6))) == 20
    assert receiver.ids == messages


def test_spreading_at_the_same_time_makes_each_delivery_once(app, desk, receiver):
    desk.add(receiver.url)
    desk.tell(30)
    desk.wait()

    def work(_):
        with app.app_context():
            return webhook_sending.spread(7)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(work, range(6))) == 30
    assert len({delivery.message_id for delivery in desk.deliveries()}) == len(desk.deliveries()) == 30


def test_every_attempt_is_kept_with_what_was_sent_and_answered(desk, receiver, owner):
    receiver.status, receiver.body = 200, b"fine " * 10_000
    desk.add(receiver.url)
    desk.tell()
    desk.work()
    ((_, headers, body),) = receiver.came
    kept = owner.execute("select headers, body_sha256, status, answer, error, address from webhook_attempt").fetchone()
    assert {name.lower(): value for name, value in json.loads(kept[0]).items()}.items() <= headers.items()
    assert kept[1:] == (hashlib.sha256(body).digest(), 200, receiver.body[:16_384], "", "127.0.0.1")


@pytest.mark.parametrize("statement", ["update webhook_attempt set status = 200", "delete from webhook_attempt"])
def test_the_application_cannot_change_what_was_attempted(visitor, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute(statement)
