"""What a receiver that fails gets, and when: time is moved by our clock, nothing waits."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app import clock
from app.services import webhook_endpoints, webhook_sending
from app.webhooks import schedule
from tests.webhooks.conftest import Someone

SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]


def test_the_schedule_is_the_standards():
    assert [wait.total_seconds() for wait in schedule.WAITS] == SECONDS


def test_each_wait_has_jitter_upwards():
    now = datetime(2026, 11, 1, tzinfo=UTC)
    for step, wait in enumerate(schedule.WAITS):
        drawn = {schedule.next_at(step, now) - now for _ in range(50)}
        assert min(drawn) >= wait
        assert max(drawn) <= wait * 1.1
        assert len(drawn) > 1
    assert schedule.next_at(len(schedule.WAITS), now) is None


def live_through(desk, hands, receiver):
    """Go to each moment at which something is due until nothing is; returns how long the attempts lay apart."""
    apart, before = [], clock.now()
    while due := min((each.next_at for each in desk.deliveries() if each.next_at), default=None):
        hands.ahead += max(due - clock.now(), timedelta())
        desk.work()
        apart.append((clock.now() - before).total_seconds())
        before = clock.now()
    return apart


def test_a_receiver_that_is_down_all_the_time_gets_each_event_once_in_order_when_replayed(desk, receiver, hands):
    began = clock.now()
    endpoint, _ = desk.add(receiver.url)
    receiver.status = 500
    messages = desk.tell(5)
    desk.work()
    live_through(desk, hands, receiver)
    assert [(each.state, each.attempts) for each in desk.deliveries()] == [("dead", 10)] * 5
    assert sorted(receiver.ids) == sorted(messages * 10)
    assert clock.now() - began >= timedelta(seconds=sum(SECONDS))

    receiver.status = 204
    receiver.came.clear()
    assert desk.replay_since(endpoint, began) == 5
    desk.work()
    assert receiver.ids == messages
    assert [each.state for each in desk.deliveries()] == ["delivered"] * 5
    desk.work()
    assert desk.replay_since(endpoint, began) == 0
    assert receiver.ids == messages


def test_the_attempts_lie_as_far_apart_as_the_schedule_says(desk, receiver, hands):
    desk.add(receiver.url)
    receiver.status = 503
    desk.tell()
    desk.work()
    apart = live_through(desk, hands, receiver)
    assert len(receiver.came) == 10
    assert [round(gap / wait, 1) for gap, wait in zip(apart, SECONDS, strict=True) if wait > 60] == [
        pytest.approx(1.05, abs=0.06)
    ] * 8
    assert len({headers["webhook-id"] for _, headers, _ in receiver.came}) == 1
    assert len({body for *_, body in receiver.came}) == 1
    assert len({headers["webhook-timestamp"] for _, headers, _ in receiver.came}) == 10


def test_before_its_time_nothing_is_sent_again(desk, receiver, hands):
    desk.add(receiver.url)
    receiver.status = 500
    desk.tell()
    desk.work()
    hands.move(seconds=3)
    desk.work()
    assert len(receiver.came) == 1
    hands.move(seconds=3)
    desk.work()
    assert len(receiver.came) == 2


def test_a_receiver_that_comes_back_is_told_and_the_failure_forgotten(desk, receiver, hands, owner):
    desk.add(receiver.url)
    receiver.status = 500
    desk.tell()
    desk.work()
    assert owner.execute("select failing_since is not null from webhook_endpoint").fetchone() == (True,)
    receiver.status = 200
    hands.move(seconds=6)
    desk.work()
    assert [(each.state, each.attempts) for each in desk.deliveries()] == [("delivered", 2)]
    assert owner.execute("select failing_since from webhook_endpoint").fetchone() == (None,)


def test_a_receiver_that_is_not_there_is_tried_again(desk, receiver, hands, owner):
    desk.add(receiver.url)
    receiver.close()
    desk.tell()
    desk.work()
    assert owner.execute("select status, error from webhook_attempt").fetchall() == [(0, "The connection was refused.")]
    assert [each.state for each in desk.deliveries()] == ["waiting"]


def test_gone_disables_the_endpoint_at_once(desk, receiver, hands, owner):
    desk.add(receiver.url)
    receiver.status = 410
    desk.tell(2)
    desk.work()
    assert owner.execute("select is_enabled, disabled_reason from webhook_endpoint").fetchone() == (
        False,
        "The receiver answered 410 Gone.",
    )
    assert [each.state for each in desk.deliveries()] == ["dead", "dead"]
    effect = "select target from audit_record where name = 'webhook_endpoint.disabled'"
    assert len(owner.execute(effect).fetchall()) == 1


@pytest.mark.parametrize("asked", ["120", "a date"])
@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_the_receiver_says_how_long_it_wants_to_be_left_alone(desk, receiver, hands, owner, status, asked):
    desk.add(receiver.url)
    receiver.status = status
    later = clock.now() + timedelta(seconds=120)
    receiver.headers = {"Retry-After": asked if asked.isdigit() else format_datetime(later, usegmt=True)}
    desk.tell()
    desk.work()
    (delivery,) = desk.deliveries()
    assert 110 <= (delivery.next_at - clock.now()).total_seconds() <= 121
    receiver.status, receiver.headers = 204, {}
    desk.tell()  # also what comes later waits
    hands.move(seconds=60)
    desk.work()
    assert len(receiver.came) == 1
    assert owner.execute("select sum(attempts) from webhook_delivery").fetchone() == (1,)
    hands.move(seconds=61)
    desk.work()
    assert len(receiver.came) == 3


@pytest.mark.parametrize("status", [429, 502, 504])
def test_a_throttling_answer_alone_pauses_the_endpoint_for_a_minute(desk, receiver, hands, owner, status):
    desk.add(receiver.url)
    receiver.status = status
    desk.tell()
    desk.work()
    (delivery,) = desk.deliveries()
    assert 55 <= (delivery.next_at - clock.now()).total_seconds() <= 60


@pytest.mark.parametrize("asked", ["", "soon", "-5", "1e9", "99999999999999999999", "Thu, 99 Foo 2026 00:00:00 GMT"])
def test_nonsense_in_retry_after_never_waits_longer_than_a_day(asked):
    now = datetime(2026, 11, 1, tzinfo=UTC)
    assert (schedule.pause(503, asked, now) or now) <= now + timedelta(days=1)
    assert schedule.pause(429, asked, now) > now


def test_an_endpoint_that_fails_for_days_is_disabled_and_says_why(desk, receiver, hands, owner):
    began = clock.now()
    endpoint, _ = desk.add(receiver.url)
    receiver.status = 500
    messages = []
    for _ in range(6):
        messages += desk.tell()
        desk.work()
        hands.move(days=1)
    assert owner.execute("select is_enabled, disabled_reason from webhook_endpoint").fetchone() == (
        False,
        "Every attempt failed for 5 d.",
    )
    messages += desk.tell()
    receiver.came.clear()
    desk.work()
    assert (receiver.came, {each.state for each in desk.deliveries()}) == ([], {"dead"})

    receiver.status = 200
    with desk.app.app_context():
        webhook_endpoints.enable(endpoint, reason="Repaired", by=Someone())
    assert desk.replay_since(endpoint, began) == 7
    desk.work()
    assert receiver.ids == messages


def test_a_worker_that_dies_in_the_middle_loses_nothing(desk, receiver, hands, owner):
    """What it had claimed is found when the claim has run out."""
    desk.add(receiver.url)
    desk.tell()
    desk.spread()
    with desk.app.app_context():
        (delivery,) = desk.deliveries()
        assert webhook_sending._claim(delivery.id).number == 1  # and then nothing more
    desk.work()
    assert receiver.came == []
    hands.move(seconds=61)
    desk.work()
    assert len(receiver.came) == 1
    assert owner.execute("select number from webhook_attempt").fetchall() == [(2,)]
