"""Group commit by itself: who leads, who follows, what happens when a group breaks or a deadline passes."""

from threading import Event, Thread
from time import monotonic

import pytest

from app.wallet.group import MOST_TOGETHER, MOST_WAITING, Group, OutOfTime, Overloaded

SOON, NOW = 30, -1


class Clerk:
    """Runs calls like one; `open` lets them through, and what is in `poison` breaks what it is part of."""

    def __init__(self):
        self.open = Event()
        self.busy = Event()
        self.poison = set()
        self.runs = []
        self.group = Group(self.alone, self.together, ValueError)

    def alone(self, call, deadline):
        return self.together([call], deadline)[0]

    def together(self, calls, deadline):
        self.runs.append(list(calls))
        self.busy.set()
        assert self.open.wait(10)
        if self.poison & set(calls):
            raise ValueError(calls)
        return [f"done {call}" for call in calls]

    def submit(self, call, deadline=SOON):
        return self.group.submit(call, monotonic() + deadline)

    def submit_in_threads(self, calls, deadline=SOON):
        """Start each and wait until it stands in the queue; returns their results as they come."""
        results, threads, before = {}, [], len(self.group._waiting)

        def run(call):
            try:
                results[call] = self.submit(call, deadline).answer
            except (ValueError, OutOfTime) as error:
                results[call] = type(error)

        for number, call in enumerate(calls, 1):
            threads.append(Thread(target=run, args=(call,)))
            threads[-1].start()
            while len(self.group._waiting) < before + number:
                pass
        return results, threads


@pytest.fixture
def clerk():
    return Clerk()


@pytest.fixture
def leader(clerk):
    """One call is under way and holds the lead."""
    thread = Thread(target=lambda: clerk.submit("first"))
    thread.start()
    assert clerk.busy.wait(10)
    yield thread
    clerk.open.set()
    thread.join(10)


def finish(clerk, *threads):
    clerk.open.set()
    for thread in threads:
        thread.join(10)


def test_alone_a_call_runs_at_once_and_by_itself(clerk):
    clerk.open.set()
    place = clerk.submit("a")
    assert (place.answer, place.batch_size, clerk.runs) == ("done a", 1, [["a"]])


def test_who_comes_meanwhile_goes_together(clerk, leader):
    results, threads = clerk.submit_in_threads("abc")
    finish(clerk, leader, *threads)
    assert results == {"a": "done a", "b": "done b", "c": "done c"}
    assert clerk.runs == [["first"], ["a", "b", "c"]]


def test_a_group_has_a_limit(clerk, leader):
    results, threads = clerk.submit_in_threads(range(MOST_TOGETHER + 5))
    finish(clerk, leader, *threads)
    assert [len(run) for run in clerk.runs] == [1, MOST_TOGETHER, 5]
    assert len(results) == MOST_TOGETHER + 5


def test_what_breaks_a_group_breaks_only_itself(clerk, leader):
    clerk.poison = {"b"}
    results, threads = clerk.submit_in_threads("abc")
    finish(clerk, leader, *threads)
    assert results == {"a": "done a", "b": ValueError, "c": "done c"}


def test_a_leader_whose_own_call_breaks_hands_over(clerk, leader):
    clerk.poison = {"a"}
    results, threads = clerk.submit_in_threads("a")
    finish(clerk, leader, *threads)
    assert results == {"a": ValueError}
    assert clerk.submit("later").answer == "done later"


def test_who_is_out_of_time_is_told_so_and_never_run(clerk, leader):
    late, waiting = clerk.submit_in_threads(["late"], NOW)
    results, threads = clerk.submit_in_threads("ab")
    finish(clerk, leader, *waiting, *threads)
    assert (late, results) == ({"late": OutOfTime}, {"a": "done a", "b": "done b"})
    assert clerk.submit("next").answer == "done next"
    assert clerk.runs == [["first"], ["a", "b"], ["next"]]


def test_a_group_ends_by_the_deadline_of_whoever_has_the_least_time(clerk, leader):
    deadlines = []
    clerk.group._together = lambda calls, deadline: deadlines.append(deadline) or [f"done {call}" for call in calls]
    (_, one), (_, other) = clerk.submit_in_threads("a"), clerk.submit_in_threads("b", SOON / 2)
    latest = monotonic() + SOON / 2
    finish(clerk, leader, *one, *other)
    assert len(deadlines) == 1
    assert deadlines[0] <= latest


def test_a_full_queue_says_so_at_once(clerk, leader):
    for _ in range(MOST_WAITING):
        clerk.group._waiting.append(None)
    with pytest.raises(Overloaded):
        clerk.submit("one too many")
    clerk.group._waiting.clear()
