"""Many decide at once, or die while they do: each withdrawal ends in one way, and the books say the same."""

import os
import random
import signal
import subprocess
import sys

import pytest

from app.config import ROOT
from app.errors import Refused
from tests.ledger.book import in_threads
from tests.payments.till import DECIDES

THREADS, WITHDRAWALS, PLAYERS, DEATHS = 16, 200, 10, 4
HELD = """
    select coalesce(sum(amount), 0) from withdrawal where state in ('requested', 'approved', 'submitted')
    union all select sum(balance) from ledger.account where purse = 'pending_withdrawal'
"""
# State, steps and journal entry of each withdrawal tell one story.
TORN = """
    select w.id, w.state, w.version from withdrawal w
     cross join lateral (select array_agg(to_state order by version) as states, count(*) as number,
                                (array_agg(call_id) filter (where version = 2))[1] as call_id
                           from withdrawal_step where withdrawal_id = w.id) s
     where w.version <> s.number
        or s.states <> case w.state when 'requested' then array['requested']
             when 'submitted' then array['requested', 'approved', 'submitted'] else array['requested', w.state] end
        or (w.state in ('rejected', 'cancelled')) <> exists (select from ledger.call c
              where c.player_id = w.player_id and c.call_id = s.call_id
                and c.op_class = 'withdrawal_close' and not c.refused)
"""
TOLD = (
    "select to_state, count(*) from withdrawal_step group by 1 order by 1",
    "select split_part(type, '.', 2), count(*) from outbox_message where about like 'wd_%' group by 1 order by 1",
    "select split_part(name, '.', 2), count(*) from audit_record where target like 'wd_%' group by 1 order by 1",
)


@pytest.fixture
def open_ones(till):
    """Two hundred withdrawals of ten players."""
    players = [till.a_player(20_000) for _ in range(PLAYERS)]
    return [till.asks(players[number % PLAYERS], 100 + number) for number in range(WITHDRAWALS)]


def insist_on_one_story(till):
    held, pending = (amount for (amount,) in till.rows(HELD))
    assert held == pending
    assert till.rows(TORN) == []
    insist_on_one_telling(till)
    jobs = "select count(*) from procrastinate.procrastinate_jobs where task_name = 'submit_withdrawal'"
    assert till.rows(jobs) == till.rows("select count(*) from withdrawal_step where to_state = 'approved'")


def insist_on_one_telling(till):
    steps, messages, records = (till.rows(statement) for statement in TOLD)
    assert steps == messages == records


def tried(verb, withdrawal):
    try:
        return verb(withdrawal)
    except Refused:
        return None


def test_approve_reject_and_cancel_race_over_200_withdrawals(till, open_ones):
    till.hire("paul", *DECIDES)
    verbs = (
        till.approve,
        till.reject,
        till.cancel,
        lambda each: till.approve(each, by="paul"),
        lambda each: till.reject(each, by="paul"),
    )

    def decide(number):
        return {each: state for each in open_ones if (state := tried(verbs[number % len(verbs)], each))}

    decided = in_threads(THREADS, decide)
    assert sorted(each for mine in decided for each in mine) == sorted(open_ones)
    states = dict(till.rows("select state, count(*) from withdrawal group by 1"))
    assert set(states) <= {"approved", "rejected", "cancelled"}
    assert sum(states.values()) == WITHDRAWALS
    insist_on_one_story(till)


def test_one_of_many_gets_the_claim(till):
    player = till.a_player(2000)
    asked = [till.asks(player, 100) for _ in range(20)]
    names = [f"clerk{number}" for number in range(8)]
    for name in names:
        till.hire(name, *DECIDES)

    def claim(number):
        return [each for each in asked if tried(lambda one: till.claim(one, by=names[number]), each)]

    assert sorted(each for mine in in_threads(8, claim) for each in mine) == sorted(asked)


def test_paid_and_failed_race_over_what_was_submitted(till):
    player = till.a_player(10_000)
    asked = [till.asks(player, 100) for _ in range(40)]
    for each in asked:
        till.approve(each)

    def report(number):
        verb = ("paid", "failed")[number % 2]
        more = {"reason_code": "closed"} if verb == "failed" else {}
        return [each for each in asked if tried(lambda one: till.report(verb, one, 100, **more), each)]

    assert sorted(each for mine in in_threads(8, report) for each in mine) == sorted(asked)
    states = dict(till.rows("select state, count(*) from withdrawal group by 1"))
    assert sum(states.values()) == 40
    assert till.purses(player) == (10_000 - 100 * states.get("paid", 0), 0)
    insist_on_one_telling(till)


def test_whoever_dies_in_the_middle_of_a_decision_loses_nothing(till, settings, database_url):
    """Killed with -9 again and again; what was said to be done is done, and all is done in the end."""
    player = till.a_player(20_000)
    asked = [till.asks(player, 100) for _ in range(100)]
    instance = {"COUNTROOM_ENV": "test", "COUNTROOM_INSTANCE": str(settings.instance), "DATABASE_URL": database_url}
    said: dict[str, str] = {}
    for _ in range(DEATHS):
        said |= decided_by_a_process(instance, dies_after=random.randint(3, 20))
    said |= decided_by_a_process(instance)
    assert len(said) >= len(asked) - DEATHS  # of each death one decision may have been made and not told
    for withdrawal, state in said.items():
        rank = ("requested", "approved", "submitted")
        found = till.state(withdrawal)[0]
        assert found == state or rank.index(found) > rank.index(state)
    assert till.rows("select count(*) from withdrawal where state = 'requested'") == [(0,)]
    till.submit_the_rest()
    insist_on_one_story(till)


def decided_by_a_process(instance, *, dies_after=None):
    """What it said it did, by withdrawal."""
    command = [sys.executable, "-m", "tests.payments.decider", "petra@example.test"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | instance, stdout=subprocess.PIPE, text=True) as process:
        lines = [] if dies_after is None else [line for _, line in zip(range(dies_after), process.stdout, strict=False)]
        if dies_after is not None:
            process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    assert process.returncode == (0 if dies_after is None else -signal.SIGKILL)
    return dict(line.split() for line in lines)
