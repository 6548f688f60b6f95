"""Requests are counted in each process, told with its sign of life, and added up over all of them."""

from contextlib import contextmanager

import pytest

from app.processes.heartbeat import Heartbeat
from app.web.request_counts import BOUNDS, RequestCounts, counts_of
from tests.platform.processes import until
from tests.wallet.house import House, balance_of

COUNTED = "select sum(count) from request_count, unnest(buckets) count where endpoint = %s"
LIVE = 'countroom_requests_total{face="staff",endpoint="health.show_life",status="200"}'


@pytest.fixture
def client(app, database):
    """Nothing of other tests is counted any more."""
    counts_of(app).take()
    return app.test_client()


@contextmanager
def living(app, face="staff"):
    heart = Heartbeat(app, face, every=0.02)
    heart.start()
    yield
    heart.stop()


def told(ask, name):
    """The value of a line of the metrics; None: there is no such line."""
    found = [line.rpartition(" ")[2] for line in ask().text.splitlines() if line.startswith(f"{name} ")]
    return float(found[0]) if found else None


def test_what_processes_answered_is_added_up_and_only_grows(app, client, ask):
    for expected in (2, 4):  # a process, and the one that follows it
        for _ in range(2):
            client.get("/live")
        with living(app):
            until(lambda number=expected: told(ask, LIVE) == number)
    assert counts_of(app).take().keys() <= {("metrics.show_metrics", 200)}


def test_how_long_it_took_is_told_in_buckets_of_which_the_last_holds_all(app, client, ask):
    for status in (200, 404):
        for seconds in (0.0004, 0.05, 0.3, 60):
            counts_of(app).add("reports.show_summary", status, seconds)
    with living(app):
        until(lambda: told(ask, 'countroom_request_seconds_count{face="staff",endpoint="reports.show_summary"}'))
    place = 'face="staff",endpoint="reports.show_summary"'
    reached = [told(ask, f'countroom_request_seconds_bucket{{{place},le="{bound:g}"}}') for bound in BOUNDS]
    assert reached == [2, 2, 2, 2, 2, 4, 4, 4, 6, 6, 6, 6]
    assert told(ask, f'countroom_request_seconds_bucket{{{place},le="+Inf"}}') == 8
    assert told(ask, f"countroom_request_seconds_sum{{{place}}}") == pytest.approx(120.7008)


def test_a_providers_call_and_an_address_of_nothing_are_counted_by_where_they_led(app, client, owner):
    house = House(app).build()
    house.wallet.forget()
    assert house.call("balance", balance_of(house.a_player()), client=client).status == 200
    assert client.get("/nowhere/at/all").status_code == 404
    with living(app, "wallet"):
        until(lambda: owner.execute(COUNTED, ["none"]).fetchone()[0])
    found = owner.execute("select face, endpoint, status from request_count order by endpoint").fetchall()
    assert found == [("wallet", "none", 404), ("wallet", "wallet.receive_call", 200)]


def test_what_could_not_be_told_is_told_with_the_next_beat(app, client, owner):
    owner.execute("revoke insert on request_count from countroom_app")
    client.get("/live")
    try:
        with living(app):
            until(lambda: owner.execute("select from server_heartbeat").fetchone() is not None)
    finally:
        owner.execute("grant insert on request_count to countroom_app")
    with living(app):
        until(lambda: owner.execute(COUNTED, ["health.show_life"]).fetchone()[0] == 1)


def test_nothing_is_lost_between_taking_and_giving_back():
    counts = RequestCounts()
    counts.add("a", 200, 0.02)
    taken = counts.take()
    counts.add("a", 200, 0.7)
    counts.give_back(taken)
    (each,) = counts.take().values()
    assert (sum(each.buckets), each.seconds) == (2, pytest.approx(0.72))
    assert counts.take() == {}
