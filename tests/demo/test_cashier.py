"""What players ask staff for: kept in the casino's books until it has ended, whatever goes wrong on the way."""

import json
import threading
from collections import Counter
from itertools import cycle, product, repeat

import pytest

from app.demo import cashier, plans
from app.demo.cashier import OPEN_AT_MOST
from app.demo.courier import Delivery
from app.demo.journal import read
from app.services import adjustments, reconciliation
from tests.demo.desk import Desk

REPEATED = """
select count(*) from audit_record where name = 'api.answer_repeated' and request_id in
  (select request_id from audit_record where phase = 'attempt' and body ~ 'create_(withdrawal|cancellation)')
"""
EAGER = 40.0  # so many times as often as in the demo


@pytest.fixture
def desk(app, settings, house):
    opened = Desk(app, settings, house)
    yield opened
    opened.close()


@pytest.fixture
def agree(app, house, visitor):
    """Insists that journal and ledger say the same of everybody, and that the ledger is sound."""

    def look(state):
        with app.app_context():
            found = reconciliation.reconcile(house.journal)
        assert [str(difference) for difference in found.differences] == []
        assert found.players + found.busy == len(state.players)
        assert visitor.execute("select * from ledger.verify()").fetchall() == []
        return found

    return look


def asked(house, *kinds):
    """Every request of these kinds with the status it was answered in the end."""
    records = list(read(house.journal))
    told = {record["call"]: record["status"] for record in records if record["event"] == "told"}
    sent = [record for record in records if record["event"] == "sent" and record["kind"] in kinds]
    return [(record, told.get(record["call"])) for record in sent]


def heard(house):
    return Counter(record["state"] for record in read(house.journal) if record["event"] == "heard")


def open_of(state, kind="wd"):
    """What the casino takes to be undecided; `kind`: how such ids begin."""
    names = [name for player in list(state.players.values()) for name in list(player.asked)]
    return {name for name in names if name.startswith(kind)}


def test_what_staff_and_payment_provider_make_of_it_comes_into_the_books(house, desk, agree):
    state = house.play(until=lambda state: len(open_of(state)) > 3, wishes=EAGER)
    asked_first = open_of(state)
    assert Counter(desk.decide(cycle(("approve", "reject"))))["approved"] > 1
    desk.fail()
    agree(state)  # though nobody has told the casino

    state = house.play(until=lambda state: not asked_first & open_of(state), wishes=EAGER)
    assert set(heard(house)) >= {"rejected", "failed"}
    agree(state)
    desk.decide(repeat("approve"))
    desk.pay()
    agree(state)

    state = house.play(until=lambda state: not open_of(state), wishes=0.0)
    assert heard(house)["paid"] > 0
    agree(state)
    assert state.surprises == 0


def test_the_books_agree_while_staff_decide_beside_the_play(house, desk, agree, monkeypatch):
    monkeypatch.setattr(cashier, "ASKS_TOO_MUCH", 300)

    def all_happened(_):
        answers = {(record["kind"], status) for record, status in asked(house, "withdrawal", "cancellation")}
        wanted = {("withdrawal", 201), ("withdrawal", 409), ("cancellation", 200), ("cancellation", 409)}
        return answers >= wanted and set(heard(house)) >= {"paid", "rejected"}

    with desk.at_work():
        state = house.play(until=all_happened, wishes=EAGER)
    state = house.play(rounds=0, wishes=0.0)  # what was under way at closing time is asked again
    agree(state)
    assert state.surprises == 0
    assert {(record["bounces"], status) for record, status in asked(house, "withdrawal")} == {(False, 201), (True, 409)}
    assert {status for _, status in asked(house, "cancellation")} == {200, 409}  # whoever was quicker


def test_a_lost_answer_asks_for_nothing_twice(house, agree, visitor):
    house.play(rounds=300, wishes=EAGER, trouble=20.0)  # every other call is sent again, or lost on the way
    state = house.play(rounds=0, wishes=0.0)
    agree(state)

    answered = Counter((record["kind"], status) for record, status in asked(house, "withdrawal", "cancellation"))
    standing = "select count(*), count(*) filter (where state = 'cancelled') from withdrawal"
    assert visitor.execute(standing).fetchone() == (answered["withdrawal", 201], answered["cancellation", 200])
    assert min(answered["withdrawal", 201], answered["cancellation", 200]) > 2
    assert visitor.execute(REPEATED).fetchone()[0] > 2


def test_a_refusal_that_comes_twice_surprises_nobody(house, desk, monkeypatch):
    monkeypatch.setattr(plans, "DELIVERIES", {Delivery.TWICE: 1000})
    monkeypatch.setattr(cashier, "TAKES_BACK", 0)
    house.play(until=open_of, wishes=EAGER, trouble=1.0)
    assert "approved" in desk.decide(repeat("approve"))

    monkeypatch.setattr(cashier, "TAKES_BACK", 1000)

    def too_late(_):
        return any(status == 409 for _, status in asked(house, "cancellation"))

    state = house.play(until=too_late, trouble=1.0)
    assert too_late(state)
    assert state.surprises == 0


def test_a_full_queue_is_left_alone_until_somebody_works_it(house, monkeypatch):
    monkeypatch.setitem(OPEN_AT_MOST, "withdrawal", 3)
    monkeypatch.setattr(cashier, "TAKES_BACK", 0)
    state = house.play(rounds=250, wishes=300.0, crowd=24)

    assert 3 <= state.waiting_for_staff("withdrawal") <= 3 + 8  # of threads that looked at once


@pytest.mark.parametrize(
    ("verb", "words", "gains"), [(adjustments.accept, (), True), (adjustments.decline, ("Not this time.",), False)]
)
def test_goodwill_waits_for_staff_and_counts_once_they_agree(house, desk, agree, verb, words, gains):
    house.play(until=lambda state: open_of(state, "aj"), trouble=12.0)
    state = house.play(rounds=60, trouble=12.0)
    [(sent, status)] = asked(house, "adjustment")  # one, though much went wrong: few an hour
    assert status == 201
    assert json.loads(sent["body"])["reason"] == "goodwill"
    assert not state.player(sent["player"]).is_certain

    [adjustment] = desk.answer(verb, *words)
    agree(state)
    state = house.play(until=lambda state: adjustment not in open_of(state, "aj"))
    assert dict(heard(house)) == {"applied" if gains else "declined": 1}
    agree(state)
    assert state.surprises == 0


def test_what_staff_give_and_take_of_their_own_accord_is_heard_before_anybody_is_surprised(house, desk, agree):
    state = house.play(rounds=60, wishes=0.0)
    rich = sorted(state.players.values(), key=lambda player: player.balance)[-3:]
    for player in rich:
        for amount in (1500, -700, 30):
            desk.gives(player, amount)
    agree(state)  # though nobody has told the casino

    state = house.play(until=lambda _: heard(house)["applied"] == 9, wishes=0.0)
    agree(state)
    assert state.surprises == 0
    assert [len(state.player(player.number).adjusted) for player in rich] == [3, 3, 3]


def test_the_books_agree_while_staff_give_and_take_beside_the_play(house, desk, agree):
    state = house.play(rounds=40, wishes=0.0, crowd=4)
    players, over = list(state.players.values()), threading.Event()

    def give_and_take():
        for player, amount in cycle(product(players, (40, -20, 1, -3))):
            if over.is_set():
                return
            desk.gives(player, amount)

    giving = threading.Thread(target=give_and_take)
    giving.start()
    house.play(until=lambda _: heard(house)["applied"] > 30, crowd=4, trouble=0.0, wishes=0.0)
    over.set()
    giving.join()
    agree(house.play(rounds=0, trouble=0.0, wishes=0.0, crowd=4))
