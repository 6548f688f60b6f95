"""`./countroom ledger reconcile`: a journal that differs from the ledger anywhere is told where."""

import json
import os
import subprocess
import sys
from itertools import repeat

import pytest

from app.config import ROOT
from app.demo.state import State
from app.errors import Invalid, NotFound
from app.services import reconciliation
from tests.demo.desk import Desk


@pytest.fixture
def reconcile(app):
    def run(journal):
        with app.app_context():
            return reconciliation.reconcile(journal)

    return run


@pytest.fixture
def played(house, reconcile):
    """A journal of some rounds. Who was amid a call when play ended is compared with nothing: play goes on until
    everybody was answered."""
    house.play(rounds=40, trouble=3.0, crowd=4)
    while reconcile(house.journal).busy:
        house.play(rounds=4, trouble=0.0, crowd=4)
    return house


def records(house):
    return [json.loads(line) for line in house.journal.read_text().splitlines()]


def rewrite(house, lines):
    house.journal.write_text("".join(json.dumps(line) + "\n" for line in lines))


def told(lines, kind, outcome="applied"):
    """The answer to a call of a kind, with the index of its line."""
    sent = {line["call"]: line for line in lines if line["event"] == "sent"}
    return next(
        (number, line)
        for number, line in enumerate(lines)
        if line["event"] == "told" and sent[line["call"]]["kind"] == kind and line["effects"]
        and line["effects"][0]["outcome"] == outcome
    )  # fmt: skip


def test_nothing_differs_when_nothing_was_touched(played, reconcile):
    found = reconcile(played.journal)

    assert found.differences == []
    assert found.operations > 40
    assert found.moved > 0


ALTERED = [
    ({"moved": -1}, "in the journal"),
    ({"outcome": "refused", "moved": 0}, "told as refused, stands in the ledger as applied"),
    ({"outcome": "nothing_to_reverse"}, "told as nothing_to_reverse, stands in the ledger as applied"),
    ({"id": "never-sent"}, "told as applied, stands in the ledger as nothing"),
    ({"owed": 5}, "left 5 owing in the journal"),
]


def test_an_altered_line_of_the_journal_is_named(played, reconcile):
    for change, sentence in ALTERED:
        lines = records(played)
        number, line = told(lines, "betwin")
        sound = dict(line["effects"][0])
        line["effects"][0].update(change)
        rewrite(played, lines)

        found = [str(difference) for difference in reconcile(played.journal).differences]

        assert any(f"line {number + 1}," in each and sentence in each for each in found), change
        line["effects"][0] = sound
        rewrite(played, lines)
    assert reconcile(played.journal).differences == []


def test_an_operation_the_journal_forgot_shows_on_its_player(played, reconcile):
    lines = records(played)
    _, line = told(lines, "deposit")
    forgotten = line["effects"][0]["id"]
    for each in lines:  # a copy of the call may have been told the same
        each["effects"] = [effect for effect in each.get("effects", ()) if effect.get("id") != forgotten]
    rewrite(played, lines)

    found = [str(difference) for difference in reconcile(played.journal).differences]

    assert any("holds:" in each for each in found)
    assert any("calls that took effect:" in each for each in found)


OF_THE_PLAYER = "player_id = (select player_id from ledger.call where call_id = %(call)s)"
TAMPERING = [
    ("update ledger.call set cash = cash {} 1 where call_id = %(call)s", "+", "-"),
    ("update ledger.call set shortfall = shortfall {} 1 where call_id = %(call)s", "+", "-"),
    ("update ledger.call set outcome = '{}' where call_id = %(call)s", "already_reversed", "applied"),
    ("update ledger.call set external_id = '{}' || substr(external_id, 2) where call_id = %(call)s", "Z", "{first}"),
    (f"update ledger.account set balance = balance {{}} 1 where purse = 'cash' and {OF_THE_PLAYER}", "+", "-"),
    (f"update ledger.account set balance = balance {{}} 1 where purse = 'receivable' and {OF_THE_PLAYER}", "+", "-"),
]


def test_an_altered_row_of_the_ledger_is_named(played, reconcile, owner):
    bet = "select call_id, left(external_id, 1) from ledger.call where kind = 'bet' and not refused limit 1"
    call, first = owner.execute(bet).fetchone()
    for statement, alter, restore in TAMPERING:
        owner.execute(statement.format(alter), {"call": call})
        assert reconcile(played.journal).differences != [], statement
        owner.execute(statement.format(restore.format(first=first)), {"call": call})
        assert reconcile(played.journal).differences == [], statement

    owner.execute("delete from ledger.transfer where call_id = %s", (call,))
    owner.execute("delete from ledger.call where call_id = %s", (call,))
    assert reconcile(played.journal).differences != []


def test_the_command_prints_each_difference_and_fails(played, database_url, tmp_path):
    environment = {**os.environ, "DATABASE_URL": database_url, "COUNTROOM_INSTANCE": str(tmp_path)}

    def run():
        words = [sys.executable, "-m", "app.cli", "ledger", "reconcile", str(played.journal)]
        return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    sound = run()
    lines = records(played)
    told(lines, "betwin")[1]["effects"][0]["moved"] += 1
    rewrite(played, lines)
    broken = run()

    assert (sound.returncode, "0 differences." in sound.stdout) == (0, True), sound.stderr
    assert (broken.returncode, "in the ledger" in broken.stdout) == (1, True), broken.stderr


def test_what_is_no_journal_is_said_to_be_none(reconcile, database, tmp_path):
    with pytest.raises(NotFound, match="no journal at"):
        reconcile(tmp_path / "nothing")
    for line in ("{", "[]", '{"event": "told", "call": "never sent"}', "{}"):
        (tmp_path / "journal").write_text(f'{{"event": "run"}}\n{line}\n')
        with pytest.raises(Invalid, match="Line 2 of"):
            reconcile(tmp_path / "journal")


@pytest.fixture
def decided(app, settings, house):
    """A journal that has heard of a rejection and still waits for another decision."""
    desk = Desk(app, settings, house)
    waits = {
        "until": lambda state: state.waiting_for_staff("withdrawal") > 5,
        "wishes": 40.0,
        "crowd": 12,
    }  # some stop amid a call
    house.play(**waits)
    assert "rejected" in desk.decide(repeat("reject"))
    house.play(until=lambda _: any(line["event"] == "heard" for line in records(house)), wishes=0.0, crowd=12)
    house.play(**waits)
    while not still_open(records(house)):  # who was amid a call is answered when play goes on
        house.play(**waits)
    desk.close()
    return house


def still_open(lines):
    """The requests that still wait for staff, with their answers; of players who are in the middle of no other call."""
    state = State()
    for line in lines:
        state.fold(line)
    amid = {sent["player"] for sent in state.waiting.values()}
    free = [each for number, each in state.players.items() if number not in amid and not each.debts]
    wanted = {asked for each in free for asked, what in each.asked.items() if what.kind == "withdrawal"}
    sent = {line["call"]: line for line in lines if line["event"] == "sent" and line["kind"] == "withdrawal"}
    told = [line for line in lines if line["event"] == "told" and line["call"] in sent and line["status"] == 201]
    return [(sent[line["call"]], line) for line in told if json.loads(line["body"])["id"] in wanted]


def test_a_withdrawal_that_the_books_tell_otherwise_is_named(decided, reconcile):
    lines = records(decided)
    assert reconcile(decided.journal).differences == []
    heard = next(line for line in lines if line["event"] == "heard")
    waiting, answer = still_open(lines)[0]
    for place, change, sentence in (
        (heard["effects"][0], {"moved": 0}, "moved 0 and left 0 owing in the journal"),
        (heard["effects"][0], {"id": "wd_never"}, "stands in the ledger as nothing"),
        (answer, {"effects": []}, "holds:"),
        (waiting, {"amount": waiting["amount"] + 1}, "waits to be paid:"),
    ):
        sound = dict(place)
        place.update(change)
        rewrite(decided, lines)
        assert any(sentence in str(each) for each in reconcile(decided.journal).differences), sentence
        place.update(sound)
    rewrite(decided, lines)
    assert reconcile(decided.journal).differences == []
