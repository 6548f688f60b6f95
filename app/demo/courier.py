"""Takes requests to the house and brings answers back, whatever happens on the way; keeps the books meanwhile."""

import hmac
import json
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from enum import Enum
from hashlib import sha256
from typing import Any

from app.demo.journal import Journal, now
from app.demo.news import News
from app.demo.outage import Outage
from app.demo.outcomes import effects_of, must_fail, must_succeed, told_balance
from app.demo.records import Sent, Told
from app.demo.state import Player
from app.demo.wire import NO_ANSWER, Answer, Line
from app.demo.world import World

LONGEST_WAIT = 5.0  # seconds between two tries


class Stopped(Exception):
    """The casino closes; what is not answered is asked again by the next run."""


class Delivery(Enum):
    """How a request travels: how often at once, and whether the first try loses its answer."""

    PLAIN = 1
    DROPPED = 0
    TWICE = 2
    STORM = 8


class Courier:
    """Sends, retries until there is a final answer, and writes down both."""

    def __init__(
        self, world: World, journal: Journal, *, staff: Line, wallet: Line, copies: Executor, outage: Outage
    ) -> None:
        self.world = world
        self.journal = journal
        self.stopping = threading.Event()
        self.outage = outage
        self.news = News(journal, self.look)
        self._lines = {True: wallet, False: staff}
        self._copies = copies

    def deliver(self, sent: Sent, delivery: Delivery = Delivery.PLAIN) -> Told:
        """Send until answered for good; raises Stopped when the casino closes first."""
        self.journal.write(sent)
        if self.outage.storms(sent.get("integration", "")):
            delivery = Delivery.STORM
        if delivery is Delivery.DROPPED:
            self._drop(sent)
        return self.settle(sent, copies=delivery.value)

    def lose(self, sent: Sent, *, roll_back_at: int) -> None:
        """Send, hang up, and never ask again: a rollback will tell."""
        self.journal.write(sent)
        self._drop(sent)
        self.journal.write({"event": "lost", "at": now(), "call": sent["call"], "roll_back_at": roll_back_at})

    def settle(self, sent: Sent, *, copies: int = 1) -> Told:
        """The final answer to what was written down as sent; all copies must have got the same."""
        others = [self._copies.submit(self._insist, sent) for _ in range(copies - 1)]
        answer = self._insist(sent)
        different = [other.result() for other in others if not _agree(sent, other.result(), answer)]
        player = self.journal.state.player(sent["player"])
        told: Told = {
            "event": "told",
            "at": now(),
            "call": sent["call"],
            "status": answer.status,
            "body": answer.body,
            "effects": effects_of(sent, answer.status, answer.body, player),
        }
        self.journal.write(told)
        for other in different:
            self.surprised(sent, expected=answer.body, told=other.body)
        self._compare(sent, told)
        return told

    def repeat(self, sent: Sent, told: Told) -> None:
        """Ask once more, long after the answer: it must be the same, byte for byte."""
        again = self._insist(sent)
        if (again.status, again.body) != (told["status"], told["body"]):
            self.surprised(sent, expected=told["body"], told=again.body)

    def look(self, path: str) -> dict[str, Any]:
        """What stands at an address of the JSON API; empty when nothing does. Raises Stopped."""
        headers = {"Authorization": f"Bearer {self.world.api_key}"}
        answer = self._until_final(lambda: self._lines[False].ask("GET", path, "", headers))
        return json.loads(answer.body) if answer.status == 200 else {}

    def hang_up(self) -> None:
        for line in self._lines.values():
            line.close()

    def surprised(self, sent: Sent, *, expected: str, told: str) -> None:
        self.journal.write({"event": "surprise", "at": now(), "call": sent["call"], "expected": expected, "told": told})

    def _compare(self, sent: Sent, told: Told) -> None:
        """A win, a rollback, a finish is always taken; a forgery never; the balance is the one in our books."""
        succeeded = told["status"] < 300
        if (must_succeed(sent) and not succeeded) or (must_fail(sent) and succeeded):
            self.surprised(sent, expected="the other outcome", told=told["body"])
        player = self.journal.state.player(sent["player"])
        exponent = self.world.exponents.get(player.currency, 0)
        balance = told_balance(told["body"], exponent) if "integration" in sent else None
        if balance is not None and player.is_certain and not self._is_expected(player, balance):
            self.surprised(sent, expected=f"a balance of {player.balance}", told=told["body"])

    def _is_expected(self, player: Player, balance: int) -> bool:
        """By our books, or by them once they hold what staff gave or took before this balance was told."""
        return balance == player.balance or any(balance == player.balance for _ in self.news.of_adjustments(player))

    def _insist(self, sent: Sent) -> Answer:
        return self._until_final(lambda: self._ask(sent))

    def _until_final(self, ask: Callable[[], Answer]) -> Answer:
        wait = 0.05
        while True:
            try:
                answer = ask()
                if answer.is_final and not (answer.status == 409 and "still being worked on" in answer.body):
                    return answer
            except NO_ANSWER:
                pass  # the server is away: the same request is safe to send again
            if self.stopping.wait(wait):
                raise Stopped
            wait = min(wait * 2, LONGEST_WAIT)

    def _ask(self, sent: Sent) -> Answer:
        method = "DELETE" if sent["kind"] == "logout" else "POST"
        return self._line(sent).ask(method, sent["path"], sent["body"], self._headers(sent))

    def _drop(self, sent: Sent) -> None:
        with suppress(OSError):  # it may have arrived or not: that is what is being played
            self._line(sent).drop("POST", sent["path"], sent["body"], self._headers(sent))

    def _line(self, sent: Sent) -> Line:
        return self._lines["integration" in sent]

    def _headers(self, sent: Sent) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if "integration" in sent:
            return {**headers, "X-REQUEST-SIGN": self._signature(sent)}
        if sent["kind"] == "cancellation":
            headers["If-Match"] = "*"  # the player means the withdrawal, whoever claimed it meanwhile
        return {**headers, "Authorization": f"Bearer {self.world.api_key}", "Idempotency-Key": sent["call"]}

    def _signature(self, sent: Sent) -> str:
        """Lower-case hexadecimal HMAC-SHA256 of the raw body; either live secret will do."""
        secrets = self.world.integrations[sent.get("integration", "")].secrets
        secret = b"not the secret" if sent["kind"] == "forged" else secrets[sent["turn"] % len(secrets)]
        return hmac.new(secret, sent["body"].encode(), sha256).hexdigest()


def _agree(sent: Sent, one: Answer, other: Answer) -> bool:
    """Byte for byte; what the JSON API refuses is looked at afresh each time, and each answer has a name of its own."""
    return one == other or ("integration" not in sent and one.status == other.status >= 300)
