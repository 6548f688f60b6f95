"""The casino's journal and the state it folds to."""

import pytest

from app.demo import snapshot
from app.demo.journal import Journal, read
from app.demo.outcomes import effects_of, effects_of_end, told_balance
from app.demo.state import Asked, Player


def sent(call, kind="betwin", **more):
    basis = {"event": "sent", "at": "", "call": call, "player": 1, "turn": 4, "kind": kind, "path": "/", "body": "{}"}
    return basis | {"integration": "i", "game": "g", "round": "r1"} | more


def told(call, effects=(), status=200, body="{}"):
    return {"event": "told", "at": "", "call": call, "status": status, "body": body, "effects": list(effects)}


def effect(moved, outcome="applied", owed=0):
    return {"id": "x", "outcome": outcome, "moved": moved, "owed": owed}


@pytest.fixture
def journal(tmp_path):
    opened = Journal(tmp_path / "casino" / "journal.ndjson")
    yield opened
    opened.close()


def reopened(journal):
    """What a casino knows that starts on this journal now."""
    again = Journal(journal.path)
    again.close()
    return again.state


def test_what_was_written_is_known_again_after_a_restart(journal):
    journal.write({"event": "run", "at": "", "token": "t1", "seed": 3})
    journal.write(sent("a", actions=[]))
    journal.write(told("a", [effect(500), effect(-20)]))
    journal.write(sent("b", settles=True))

    state = reopened(journal)

    assert state == journal.state
    assert (state.player(1).balance, state.player(1).turn, list(state.waiting)) == (480, 4, ["b"])
    assert "r1" in state.player(1).open_rounds


def full_of(journal, calls):
    """A journal with something in every part of the state."""
    journal.write({"event": "run", "at": "", "token": "t1", "seed": 3})
    journal.write(sent("first", "register", brand="b", currency="EUR"))
    journal.write(told("first", status=201, body='{"id": "pl_1"}'))
    for number in range(calls):
        bet = {"id": f"b{number}", "kind": "bet", "amount": 5}
        journal.write(sent(f"c{number}", actions=[bet], round=f"r{number}", finish_at=90))
        journal.write(told(f"c{number}", [effect(-5)]))
    ask(journal, "wd_1", 30)
    journal.write(sent("gone", actions=[{"id": "x1", "kind": "bet", "amount": 40}]))
    journal.write({"event": "lost", "at": "", "call": "gone", "roll_back_at": 9})
    journal.write({"event": "surprise", "at": "", "call": "gone", "expected": "", "told": ""})


def ask(journal, name, amount, kind="withdrawal"):
    """A request that the house took under this name."""
    asking = sent(f"asks {name}", kind, amount=amount)
    body = f'{{"id": "{name}"}}'
    journal.write(asking)
    journal.write(told(asking["call"], effects_of(asking, 201, body, journal.state.player(1)), 201, body))


def hear(journal, name, state):
    asked = journal.state.player(1).asked[name]
    said = {"event": "heard", "at": "", "player": 1, "kind": asked.kind, "id": name, "state": state}
    journal.write(said | {"effects": effects_of_end(name, asked, state)})


def test_a_snapshot_and_the_lines_after_it_make_the_same_state(journal):
    full_of(journal, 20)
    journal.close()
    later = Journal(journal.path)
    later.write(sent("later", actions=[]))
    written = journal.path.with_name("journal.ndjson.snapshot").read_text()
    later.write(told("later", [effect(70)]))
    whole = later.state
    later.close()
    journal.path.with_name("journal.ndjson.snapshot").write_text(written)

    kept, offset = snapshot.load(journal.path, "t1")

    assert 0 < offset < journal.path.stat().st_size
    assert kept != whole
    assert reopened(journal) == whole


@pytest.mark.parametrize("damage", ["", "{", "nonsense"])
def test_without_a_sound_snapshot_the_whole_journal_is_read(journal, damage):
    full_of(journal, 3)
    journal.close()
    journal.path.with_name("journal.ndjson.snapshot").write_text(damage)

    assert reopened(journal) == journal.state


def test_the_snapshot_of_another_journal_is_left_alone(journal):
    full_of(journal, 3)
    journal.close()
    journal.path.unlink()
    journal.path.write_text('{"event":"run","at":"","token":"t2","seed":4}\n')

    state = reopened(journal)

    assert (state.first_token, state.players) == ("t2", {})


def test_a_line_cut_short_by_a_crash_counts_as_never_written(journal):
    journal.write(sent("a"))
    journal.close()
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole + b'{"event":"told","call":"a"')

    state = reopened(journal)

    assert list(state.waiting) == ["a"]
    assert journal.path.read_bytes() == whole
    assert len(list(read(journal.path))) == 1


def test_a_lost_bet_leaves_the_balance_open_until_its_rollback_is_answered(journal):
    journal.write(sent("a", actions=[{"id": "b1", "kind": "bet", "amount": 40}]))
    journal.write({"event": "lost", "at": "", "call": "a", "roll_back_at": 9})
    assert not journal.state.player(1).is_certain

    undoing = {"id": "rb", "kind": "rollback", "amount": 40, "target": "b1", "target_kind": "bet", "lost": True}
    journal.write(sent("c", "rollback", actions=[undoing]))
    journal.write(told("c"))

    assert journal.state.player(1).is_certain
    assert journal.state.player(1).debts == []


@pytest.mark.parametrize(
    ("lost", "their_id", "effects"),
    [
        (True, "ca_1", [("b1", "applied", -40, 0), ("rb", "applied", 40, 0)]),
        (True, "", [("b1", "tombstone", 0, 0), ("rb", "nothing_to_reverse", 0, 0)]),
        (False, "ca_1", [("rb", "applied", 40, 0)]),
        (False, "", [("rb", "nothing_to_reverse", 0, 0)]),
    ],
)
def test_the_answer_to_a_rollback_settles_what_it_undoes(lost, their_id, effects):
    undoing = {"id": "rb", "kind": "rollback", "amount": 40, "target": "b1", "target_kind": "bet", "lost": lost}
    body = f'{{"transactions": [{{"id": "{their_id}"}}]}}'

    made = effects_of(sent("c", "rollback", actions=[undoing]), 200, body, Player(1, balance=0))

    assert [tuple(each.values()) for each in made] == effects


def test_a_win_taken_back_when_it_is_spent_leaves_the_player_owing():
    undoing = [
        {"id": f"rb{n}", "kind": "rollback", "amount": 70, "target": f"w{n}", "target_kind": "win", "lost": False}
        for n in (1, 2)
    ]
    body = '{"transactions": [{"id": "ca_1"}, {"id": "ca_2"}]}'

    made = effects_of(sent("c", "rollback", actions=undoing), 200, body, Player(1, balance=100))

    assert [(each["moved"], each["owed"]) for each in made] == [(-70, 0), (-30, 40)]


@pytest.mark.parametrize(
    ("body", "balance"),
    [
        ('{"balance": "12.34"}', 1234),
        ('{"meta": {"api_code": "100", "balance": "0.10"}}', 10),
        ('{"meta": {}}', None),
        ('{"balance": "1.234"}', None),
        ("<html>", None),
    ],
)
def test_the_balance_is_read_from_success_and_error_alike(body, balance):
    assert told_balance(body, 2) == balance


@pytest.mark.parametrize(("end", "balance"), [("paid", 70), ("rejected", 100), ("failed", 100)])
def test_a_withdrawal_leaves_the_balance_open_until_its_end_is_heard(journal, end, balance):
    journal.write(sent("d", "deposit", actions=[{"id": "d1", "kind": "deposit", "amount": 100}]))
    journal.write(told("d", [effect(100)], 201))
    player = journal.state.player(1)
    ask(journal, "wd_1", 30)
    assert (player.balance, player.paid_in, player.is_certain) == (70, 70, False)
    assert journal.state.waiting_for_staff("withdrawal") == 1

    hear(journal, "wd_1", end)
    assert (player.balance, player.paid_in, player.is_certain) == (balance, balance, True)
    assert journal.state.waiting_for_staff("withdrawal") == 0


def test_a_withdrawal_taken_back_is_cash_at_once_and_one_that_was_not_still_waits(journal):
    ask(journal, "wd_1", 30)
    player = journal.state.player(1)
    for call, status in (("late", 409), ("soon", 200)):
        taking = sent(call, "cancellation", amount=30, asked="wd_1")
        journal.write(taking)
        assert (player.balance, player.is_certain) == (-30, False)
        journal.write(told(call, effects_of(taking, status, "{}", player), status))

    assert (player.balance, player.is_certain) == (0, True)


@pytest.mark.parametrize(("end", "balance"), [("applied", 30), ("declined", 0)])
def test_an_adjustment_moves_nothing_until_staff_agree(journal, end, balance):
    ask(journal, "aj_1", 30, "adjustment")
    player = journal.state.player(1)
    assert (player.balance, player.is_certain) == (0, False)

    hear(journal, "aj_1", end)
    assert (player.balance, player.paid_in, player.is_certain) == (balance, 0, True)


@pytest.mark.parametrize("state", ["requested", "approved", "submitted", ""])
def test_what_has_not_ended_says_nothing(state):
    assert effects_of_end("wd_1", Asked("withdrawal", 30), state) is None
