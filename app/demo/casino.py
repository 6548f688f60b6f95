"""The house is open: at every beat an idle player takes a turn, on a small pool of threads."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from random import Random
from uuid import uuid4

from app.demo.calls import Calls, Identifiers
from app.demo.cashier import Cashier
from app.demo.courier import Courier, Stopped
from app.demo.journal import Journal, now
from app.demo.outage import Outage
from app.demo.turns import SentAway, Turns
from app.demo.wire import Line
from app.demo.world import World

THREADS = 8
COPIES = 16


class Casino:
    """`pace`: rounds a second, of all players together; `crowd`: how many players come in the end.

    With an `outage`, one game provider goes away for a while and comes back with a storm.

    `trouble` and `wishes` multiply how often things go wrong, and how often players ask staff for something.
    """

    def __init__(
        self,
        world: World,
        journal: Journal,
        *,
        staff_url: str,
        wallet_url: str,
        crowd: int,
        seed: int,
        pace: float,
        trouble: float = 1.0,
        wishes: float = 1.0,
        outage: Outage | None = None,
    ) -> None:
        journal.write({"event": "run", "at": now(), "token": uuid4().hex[:10], "seed": seed})
        self._pool = ThreadPoolExecutor(THREADS, "turn")
        self._copies = ThreadPoolExecutor(COPIES, "copy")
        self.courier = Courier(
            world,
            journal,
            staff=Line(staff_url),
            wallet=Line(wallet_url),
            copies=self._copies,
            outage=outage or Outage(),
        )
        calls = Calls(Identifiers(journal.state.token))
        cashier = Cashier(self.courier, calls, seed, trouble, wishes)
        self._turns = Turns(self.courier, calls, cashier, seed, trouble)
        self._state = journal.state
        self._crowd = crowd
        self._beat = 1 / pace
        self._chance = Random(f"{seed} casino")
        self._idle: list[int] = sorted(self._state.players)
        self._changed = threading.Condition()
        self.failure: BaseException | None = None

    def open(self) -> None:
        """Play until closed; what an earlier run left unanswered is asked again first."""
        unanswered = list(self._state.waiting.values())
        try:
            for sent in unanswered:
                self.courier.settle(sent)
            while not self.courier.stopping.wait(self._beat):
                self._seat_somebody()
        except Stopped:
            pass
        finally:
            self._pool.shutdown(cancel_futures=True)
            self._copies.shutdown()
            self.courier.hang_up()

    def close(self) -> None:
        """Ask nothing new; turns that are under way end with their next answer."""
        self.courier.stopping.set()

    def _seat_somebody(self) -> None:
        number = self._somebody()
        if number is not None:
            self._pool.submit(self._turns.take, self._state.player(number)).add_done_callback(
                lambda done: self._get_up(number, done)
            )

    def _somebody(self) -> int | None:
        """Newcomers arrive until the crowd is there; nobody when all are in the middle of a turn."""
        arrived = len(self._state.players)
        if arrived < self._crowd and (arrived < 3 or self._chance.random() < 0.2):
            return self._state.player(arrived + 1).number
        with self._changed:
            return self._idle.pop(self._chance.randrange(len(self._idle))) if self._idle else None

    def _get_up(self, number: int, done: Future[None]) -> None:
        error = None if done.cancelled() else done.exception()
        if error is not None and not isinstance(error, (Stopped, SentAway)):
            self.failure = error
            self.close()
        with self._changed:
            self._idle.append(number)
