"""Killed at any moment, an import goes on when it is asked for again, and each player enters once."""

import pytest

from tests.history.sample import Life
from tests.platform import processes

COUNTS = """
    select (select count(*) from player), (select count(*) from ledger.call), (select sum(balance) from ledger.account),
           (select count(*) from history.item)
"""
PLAYERS = 400
# The command itself, told to die by kill -9 the moment it says the word given.
COMMAND = """
import os, signal, sys
from pathlib import Path
from app.cli import _instance

path, word, count = sys.argv[1:]
heard = []

def say(words):
    heard.append(words)
    if sum(word in each for each in heard) == int(count):
        os.kill(os.getpid(), signal.SIGKILL)

with _instance.application():
    from app.services import history
    history.PLAYERS_AT_ONCE, history.BLOCK = 10, 20_000
    history.bring_in(Path(path), owner_url=_instance.url("owner"), say=say)
"""


@pytest.fixture
def path(write):
    lines = []
    for number in range(PLAYERS):
        life = Life(f"p{number}").money("deposit", f"d{number}", 1_000)
        lines += life.money("bet", f"b{number}", 1, round="r").closes(999)
    return write(lines)


@pytest.mark.parametrize(("word", "count"), [("lines read", 3), ("posted", 1), ("posted", 15)])
def test_killed_and_asked_again_each_player_enters_once(
    path, bring_in, word, count, owner, owner_url, database_url, verified
):
    place = {"DATABASE_URL": database_url, "DATABASE_OWNER_URL": owner_url, "COUNTROOM_ENV": "test"}
    process = processes.run(COMMAND, path, word, count, **place, COUNTROOM_INSTANCE=str(path.parent))
    told = process.communicate()[1]
    assert process.returncode == -9, told
    entered = owner.execute("select count(*) from player").fetchone()[0]
    assert entered < PLAYERS
    assert (entered > 0) == (word == "posted")

    outcome = bring_in(path)

    assert (outcome.players, outcome.faults, outcome.is_clean) == ({"entered": PLAYERS}, [], True)
    assert owner.execute(COUNTS).fetchone() == (PLAYERS, 2 * PLAYERS, 999 * PLAYERS, 0)
    assert verified() == []
