"""What arrived goes when its time is over; what waits and what died stays, and so does what was sent again lately."""

from datetime import timedelta

import psycopg
import pytest

from app.ids import outside
from app.jobs import pruning as jobs
from app.jobs.worker import queue
from app.services import pruning
from app.services import settings as decided
from tests.cast import hire, sign_in
from tests.ledger.book import in_threads
from tests.screens.strict import open_page

KIND = pruning.KINDS[0]
DELIVERY = """
    insert into webhook_delivery (id, message_id, endpoint_id, state, next_at, attempts)
    select uuidv7(- %(age)s::interval), message.id, endpoint.id, %(state)s,
           case %(state)s when 'waiting' then now() end, 1
      from webhook_endpoint endpoint, outbox_message message
     where not exists (select from webhook_delivery where message_id = message.id) order by message.id limit 1
    returning id
"""
ATTEMPT = """
    insert into webhook_attempt (delivery_id, number, began_at, recorded_at, headers, body_sha256, address, status,
                                 answer, latency_ms, error)
    values (%s, 1, now(), now() - %s::interval, '{}', decode(repeat('00', 32), 'hex'), '', 204, '', 1, '')
"""
RECORDS = "select body::jsonb -> 'data' ->> 'count', target from audit_record where name = %s order by event_id"


def days(number):
    return timedelta(days=number)


@pytest.fixture
def old(desk, owner):
    """Makes a delivery of that state and age, last attempted so long ago; returns its id."""
    desk.add("https://receiver.example/hooks")

    def made(state="delivered", *, age=100, attempted=None):
        desk.tell()
        ((key,),) = owner.execute(DELIVERY, {"age": days(age), "state": state}).fetchall()
        owner.execute(ATTEMPT, [key, days(age if attempted is None else attempted)])
        return key

    return made


@pytest.fixture
def left(owner):
    """The deliveries that are there, and those of which attempts are."""

    def read():
        queries = ("select id from webhook_delivery", "select delivery_id from webhook_attempt")
        return [{key for (key,) in owner.execute(query)} for query in queries]

    return read


@pytest.fixture
def prune(app):
    def pruned(at_most=1_000):
        with app.app_context():
            return pruning.prune(KIND, at_most)

    return pruned


def test_only_what_arrived_long_ago_goes_and_its_answers_with_it(old, left, prune, owner):
    gone = old()
    stays = {old(age=89), old("waiting", age=900), old("dead", age=900), old(age=900, attempted=1)}
    assert (prune(), prune()) == (1, 0)
    assert left() == [stays, stays]
    assert owner.execute("select from outbox_message").rowcount == 5
    assert owner.execute(RECORDS, ["records.pruned"]).fetchall() == [("1", "delivered webhooks")]
    assert gone not in stays


def test_the_operator_says_how_long_and_the_worker_takes_batch_after_batch(
    app, settings, desk, old, left, owner, monkeypatch
):
    keys = [old(age=age) for age in (11, 12, 13, 14, 9)]
    with app.app_context():
        decided.change("webhooks.deliveries_kept", "10 d", reason="It is enough", by=None)
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    with queue(settings).open() as waiting:
        waiting.tasks["prune_webhook_deliveries"].configure(queueing_lock="in a test").defer(timestamp=0)
    desk.work()
    assert left()[0] == {keys[-1]}
    assert owner.execute(RECORDS, ["records.pruned"]).fetchall() == [("2", "delivered webhooks")] * 2


def test_four_workers_at_once_take_each_once(old, left, prune, owner):
    for _ in range(60):
        old()
    stays = {old(age=1) for _ in range(5)}

    def work(_):
        taken = []
        while batch := prune(7):
            taken.append(batch)
        return sum(taken)

    assert sum(in_threads(4, work)) == 60
    assert left() == [stays, stays]
    assert sum(int(count) for count, _ in owner.execute(RECORDS, ["records.pruned"])) == 60


def test_what_another_holds_is_left_to_it(old, left, prune, owner_url):
    held, free = old(), old()
    with psycopg.connect(owner_url) as other:
        other.execute("select from webhook_delivery where id = %s for update", [held])
        assert prune() == 1
    assert left() == [{held}, {held}]
    assert free != held


def test_a_page_of_what_is_gone_says_so(app, old, prune):
    paula = sign_in(app, hire(app, "paula", "platform_engineer"))
    address = f"/webhooks/deliveries/{outside('dv', old())}"
    assert open_page(paula.client, address).status == 200
    prune()
    page = open_page(paula.client, address)
    assert (page.status, "deliveries are kept for 90\N{NO-BREAK SPACE}d" in page.text) == (404, True)
    again = paula.post(f"{address}/replays")
    assert (again.status_code, "deliveries are kept for 90\N{NO-BREAK SPACE}d" in again.text) == (404, True)
