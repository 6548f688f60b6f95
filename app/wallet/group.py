"""Group commit: whoever comes first leads, takes along those who wait, and commits for all of them at once.

No timer and no thread of its own: alone, a caller runs its own call at once; groups grow only while a commit is
under way. Whatever breaks a group is found by letting each of its members run alone. Who waits is woken by whoever
leads, and what a leader runs ends by its deadline: a timer for each caller would be a twentieth of a worker's time.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

C = TypeVar("C")
A = TypeVar("A")
MOST_TOGETHER = 64
MOST_WAITING = 1024


class Overloaded(Exception):
    """More wait than could be served before their deadlines."""


class OutOfTime(Exception):
    """The caller's deadline passed; what became of the call, a repetition will tell."""


class Turn(Enum):
    """What a waiting caller is woken up for."""

    WAIT = auto()
    LEAD = auto()
    ALONE = auto()
    DONE = auto()


def _shut() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock


@dataclass(slots=True, eq=False)
class Place(Generic[C, A]):
    """One call in the queue. `batch_size`: how many were committed with it."""

    call: C
    deadline: float
    came: float = field(default_factory=monotonic)
    began: float = 0.0
    turn: Turn = Turn.WAIT
    answer: A | None = None
    batch_size: int = 1
    gate: Lock = field(default_factory=_shut)

    def wake(self, turn: Turn) -> None:
        self.turn = turn
        self.gate.release()


class Group(Generic[C, A]):
    """`alone` runs one call, `together` several, giving as many answers in the same order. Both end by the deadline
    they get, whatever becomes of the database: all who wait rely on it."""

    def __init__(
        self,
        alone: Callable[[C, float], A],
        together: Callable[[Sequence[C], float], Sequence[A]],
        recoverable: type[Exception],
    ) -> None:
        self._alone = alone
        self._together = together
        self._recoverable = recoverable
        self._lock = Lock()
        self._waiting: deque[Place[C, A]] = deque()
        self._is_led = False

    def submit(self, call: C, deadline: float) -> Place[C, A]:
        """Run `call` before `deadline` (monotonic seconds); raises Overloaded, OutOfTime, or what running it raised."""
        place: Place[C, A] = Place(call, deadline)
        with self._lock:
            if len(self._waiting) >= MOST_WAITING:
                raise Overloaded
            if self._is_led:
                self._waiting.append(place)
            else:
                self._is_led = True
                place.turn = Turn.LEAD
        if place.turn is Turn.WAIT:
            place.gate.acquire()
        if place.turn is Turn.LEAD:
            self._lead(place)
        if place.turn is Turn.ALONE:
            self._run_alone(place)
        return place

    def run_alone(self, call: C, deadline: float) -> Place[C, A]:
        """Run `call` in no group, whoever leads; for one that is too big to be taken along."""
        place: Place[C, A] = Place(call, deadline)
        self._run_alone(place)
        return place

    def _lead(self, place: Place[C, A]) -> None:
        followers = self._take_along()
        now = monotonic()
        members = [member for member in (place, *followers) if now < member.deadline]  # the late are told so one by one
        place.turn = Turn.ALONE
        try:
            if len(members) > 1:
                self._run_together(members)
            else:
                self._run_alone(place)
        finally:
            self._hand_over()
            for follower in followers:
                follower.wake(Turn.ALONE if follower.answer is None else Turn.DONE)

    def _take_along(self) -> list[Place[C, A]]:
        with self._lock:
            return [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER - 1))]

    def _run_together(self, members: list[Place[C, A]]) -> None:
        now, deadline = monotonic(), min(member.deadline for member in members)
        try:
            answers = self._together([member.call for member in members], deadline)
        except self._recoverable:
            return  # each runs alone, for its answer is still missing
        for member, answer in zip(members, answers, strict=True):
            member.answer, member.batch_size, member.began, member.turn = answer, len(members), now, Turn.DONE

    def _run_alone(self, place: Place[C, A]) -> None:
        place.began = monotonic()
        if place.began >= place.deadline:
            raise OutOfTime
        place.answer, place.batch_size, place.turn = self._alone(place.call, place.deadline), 1, Turn.DONE

    def _hand_over(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().wake(Turn.LEAD)
            else:
                self._is_led = False
