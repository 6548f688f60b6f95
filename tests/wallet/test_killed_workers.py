"""Workers of the real server are killed with -9 under load. `./countroom prove kill` goes on for five minutes."""

import os
import random
import signal
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest

from app.database import roles
from benchmarks import house, servers
from tests.wallet.callers import Callers

SECONDS = 300 if os.environ.get("COUNTROOM_PROVE") else 8
CALLERS = 12
LEAST = 5  # deaths, however slow the machine
BETWEEN = 30  # answers between two deaths: a worker that has not begun to serve is not worth killing


@pytest.fixture
def standing():
    with (
        house.standing() as built,
        servers.serving("wsgi:app", built.environment, "--log-level", "critical") as server,
    ):
        yield built, *server


def kill_at_random(parent, callers, until):
    """Kill a worker in the middle of its work, again and again."""
    killed = 0
    while killed < LEAST or monotonic() < until:
        heard = len(callers.acknowledged)
        while len(callers.acknowledged) < heard + BETWEEN:
            assert monotonic() < until + 120, "nobody is answered any more"
            sleep(0.01)
        sleep(random.random() / 4)
        workers = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        os.kill(int(random.choice(workers)), signal.SIGKILL)
        killed += 1


def test_every_acknowledged_call_has_one_effect(standing):
    built, port, parent = standing
    callers = Callers(port, built.players[:40], CALLERS)
    with callers.calling():
        kill_at_random(parent, callers, monotonic() + SECONDS)
    acknowledged = callers.acknowledged

    assert callers.interrupted > 0
    assert callers.wrong == []
    for body, answer in acknowledged[-200:]:
        assert callers.repeat(body) == answer
    with psycopg.connect(built.server.url(roles.OWNER)) as owner:
        taken = owner.execute(
            "select external_id from ledger.call where not refused and kind in ('bet', 'win', 'rollback')"
        )
        ids = [row[0] for row in taken]
        assert len(ids) == len(set(ids))
        assert set(ids) == {ref for body, _ in acknowledged for ref in callers.refs(body)}
        assert owner.execute("select fault, detail from ledger.verify()").fetchall() == []
        assert owner.execute(callers.EXPECTED, [callers.expected()]).fetchall() == []
