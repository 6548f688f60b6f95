"""The casino on the real house, with everything going wrong that can."""

import json
import signal
import subprocess
import sys
import threading
from collections import Counter, defaultdict

import pytest

from app.config import ROOT
from app.demo.journal import read
from app.services import reconciliation


@pytest.fixture
def reconcile(app):
    def run(journal):
        with app.app_context():
            return reconciliation.reconcile(journal)

    return run


def differences(found):
    return [str(difference) for difference in found.differences]


def test_books_and_ledger_agree_after_lively_play_with_troubles(house, reconcile, visitor):
    state = house.play(rounds=200)

    found = reconcile(house.journal)

    assert differences(found) == []
    assert found.operations > 250
    assert found.players + found.busy == len(state.players)  # who was asking at closing time asks again next time
    assert found.players > 8
    assert visitor.execute("select * from ledger.verify()").fetchall() == []


def test_the_troubles_really_came(house):
    house.play(rounds=250, trouble=12.0)

    kinds = Counter(record.get("kind", record["event"]) for record in read(house.journal))
    told = [record for record in read(house.journal) if record["event"] == "told"]
    refused = [record["body"] for record in told if record["status"] == 400]
    assert all(kinds[kind] for kind in ("betwin", "rollback", "finish", "forged", "balance", "deposit", "lost"))
    assert {json.loads(body)["meta"]["api_code"] for body in refused} >= {"403", "409"}
    assert [record for record in read(house.journal) if record["event"] == "surprise"] == []


def test_a_new_run_goes_on_where_the_last_one_stopped(house, reconcile):
    first = house.play(rounds=60)
    before = {number: (player.id, player.turn) for number, player in first.players.items() if player.id}
    second = house.play(rounds=60)

    identifiers = [action["id"] for record in read(house.journal) for action in record.get("actions", [])]
    assert all(second.players[number].id == known for number, (known, _) in before.items())
    assert all(second.players[number].turn >= turn for number, (_, turn) in before.items())
    assert len(set(identifiers)) == len(identifiers)
    assert second.token != first.token
    assert differences(reconcile(house.journal)) == []


def test_killed_in_the_middle_it_asks_again_first_and_the_books_still_agree(house, reconcile):
    house.play(rounds=10)
    written = threading.Event()
    program = subprocess.Popen(
        [
            sys.executable, "-m", "app.demo", "--staff-url", house.url, "--wallet-url", house.url, "--players", "12",
            "--world", str(house.world), "--journal", str(house.journal), "--pace", "300", "--trouble", "8",
        ],
        cwd=ROOT,
    )  # fmt: skip
    runs = len([1 for record in read(house.journal) if record["event"] == "run"])
    for _ in range(600):
        records = list(read(house.journal))
        later = [record for record in records if record["event"] == "told"]
        if len([1 for record in records if record["event"] == "run"]) > runs and len(later) > 150:
            break
        written.wait(0.05)
    program.send_signal(signal.SIGKILL)
    program.wait()
    unanswered = {record["call"] for record in read(house.journal) if record["event"] == "sent"}
    unanswered -= {record["call"] for record in read(house.journal) if record["event"] in ("told", "lost")}

    state = house.play(rounds=40)

    found = reconcile(house.journal)
    assert differences(found) == []
    assert not unanswered & set(state.waiting)
    assert len(later) > 150


def test_it_waits_out_a_server_that_goes_away(house, reconcile):
    away = threading.Timer(0.4, house.restart)
    away.start()

    state = house.play(rounds=150)
    away.join()

    assert differences(reconcile(house.journal)) == []
    assert state.surprises == 0
    assert sum(player.turn for player in state.players.values()) >= 150


def test_the_same_seed_plays_the_same_games_with_other_identifiers(house, tmp_path):
    played = []
    for name in ("one", "two"):
        house.journal = tmp_path / name
        house.play(rounds=120, trouble=0.0, crowd=4, seed=9)
        played.append(decisions(house.journal))

    for number in (1, 2, 3, 4):
        first, second = played[0][number], played[1][number]
        assert len(first) > 10
        assert all(mine == theirs for mine, theirs in zip(first, second, strict=False))


def decisions(journal):
    """What each player did, in order, without the names things were given."""
    made = defaultdict(list)
    for record in read(journal):
        if record["event"] == "sent":
            amounts = [(action["kind"], action["amount"]) for action in record.get("actions", [])]
            made[record["player"]].append((record["kind"], record.get("game"), amounts))
    return made
