"""How often a key may ask: told in every answer, counted over all workers, refused beyond."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app import clock
from app.areas.api.permissions import Api
from app.extensions import db, transaction
from app.security import api_keys
from tests.api.conftest import Tool


@pytest.fixture
def slow(app, world):
    """A tool that may ask five times in a minute."""
    with app.app_context(), transaction():
        row, text = api_keys.make(
            "Slow", [Api.PLAYERS_READ], expires_at=clock.now() + timedelta(1), requests_per_minute=5
        )
        db.session.add(row)
    return Tool(app, text)


def test_every_answer_tells_the_quota_and_what_is_left(slow):
    told = [slow.get(path).headers for path in ("/players", "/players/pl_x", "/deposits")]

    assert [headers["RateLimit-Policy"] for headers in told] == ['"default";q=5;w=60'] * 3
    assert [headers["RateLimit"].split(";t=")[0] for headers in told] == [
        '"default";r=4',
        '"default";r=3',
        '"default";r=2',
    ]
    assert all(1 <= int(headers["RateLimit"].split(";t=")[1]) <= 60 for headers in told)


def test_beyond_the_quota_a_key_is_told_how_long_to_wait(slow, tool):
    codes = [slow.get("/players").status_code for _ in range(6)]
    refused = slow.get("/players")

    assert codes == [200] * 5 + [429]
    assert (refused.status_code, refused.mimetype) == (429, "application/problem+json")
    assert refused.json["type"].endswith("http-problem-types#quota-exceeded")
    assert refused.headers["RateLimit"].startswith('"default";r=0;t=')
    assert refused.headers["Retry-After"] == refused.headers["RateLimit"].split(";t=")[1]
    assert tool.get("/players").status_code == 200


def test_a_minute_later_it_begins_anew(slow, owner):
    for _ in range(6):
        slow.get("/players")
    owner.execute("update api_window set began_at = began_at - interval '60 seconds'")

    answer = slow.get("/players")

    assert (answer.status_code, answer.headers["RateLimit"].split(";t=")[0]) == (200, '"default";r=4')


def test_twenty_at_once_are_counted_one_by_one(slow):
    with ThreadPoolExecutor(10) as pool:
        codes = list(pool.map(lambda _: slow.get("/players").status_code, range(20)))

    assert sorted(codes) == [200] * 5 + [429] * 15


def test_a_request_without_a_right_counts_too(slow):
    codes = [slow.get("/deposits").status_code for _ in range(6)]

    assert codes == [403] * 5 + [429]
