"""Server-sent events: one hub a process looks at the database once a second while somebody listens; else it sleeps."""

import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition, Thread

import structlog
from flask import Flask, Response, has_request_context
from flask_login import current_user

from app import clock
from app.errors import Unavailable
from app.queries import rounds
from app.security import sessions

logger = structlog.get_logger(__name__)

EVERY = 1.0
HEARTBEAT = 15.0
LONGEST = 600.0
OF_ONE_STAFF = 4
OF_ONE_PROCESS = 64
TOO_MANY = "Too many live views are open on this server. The page looks for news every half minute instead."


@dataclass(eq=False)
class Listener:
    """One open page, and the mark it saw last. `is_dismissed` and `is_over` end its stream at the next turn."""

    staff_id: int
    seen: str
    session_id: int | None = None
    is_dismissed: bool = False
    is_over: bool = False  # its session has ended

    @property
    def has_ended(self) -> bool:
        return self.is_dismissed or self.is_over


@dataclass
class Hub:
    """Tells every listener when what `read` returns has changed. It holds no database connection between two looks.

    `over` says which of these sessions have ended: whoever was signed out hears nothing more.
    """

    app: Flask
    read: Callable[[], str]
    every: float = EVERY
    over: Callable[[Collection[int]], set[int]] = sessions.over
    _turn: Condition = field(default_factory=Condition)
    _listeners: list[Listener] = field(default_factory=list[Listener])
    _mark: str = ""
    _watcher: Thread | None = None
    looked_at: datetime | None = None  # when it last saw what there is

    @property
    def listening(self) -> int:
        """How many pages are open."""
        return len(self._listeners)

    def answer(self, staff_id: int, last_seen: str) -> Response:
        """A stream of marks: a heartbeat in between, an end after ten minutes.

        `last_seen`: what the page saw before it lost its stream; it is told at once when that is past.
        Raises Unavailable when the process serves as many streams as it may.
        """
        listener = self._admit(staff_id, last_seen)
        response = Response(self._messages(listener), mimetype="text/event-stream")
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Accel-Buffering"] = "no"
        response.call_on_close(lambda: self._leave(listener))
        return response

    def close(self) -> None:
        """End every stream at its next turn; returns when nobody looks any more."""
        with self._turn:
            for listener in self._listeners:
                listener.is_dismissed = True
            self._listeners.clear()
            self._turn.notify_all()
            watcher = self._watcher
        if watcher is not None:
            watcher.join()

    def _admit(self, staff_id: int, last_seen: str) -> Listener:
        with self._turn:
            if len(self._listeners) >= OF_ONE_PROCESS:
                raise Unavailable(TOO_MANY)
            self._make_room(staff_id)
            self._listeners.append(listener := Listener(staff_id, last_seen, _session_id()))
            if self._watcher is None:
                self._mark = ""
                self._watcher = Thread(target=self._watch, name="stream hub", daemon=True)
                self._watcher.start()
        return listener

    def _make_room(self, staff_id: int) -> None:
        """The newest page of a person wins: a browser that left is noticed only at the next heartbeat."""
        mine = [other for other in self._listeners if other.staff_id == staff_id and not other.is_dismissed]
        for oldest in mine[: max(0, len(mine) + 1 - OF_ONE_STAFF)]:
            oldest.is_dismissed = True
        self._turn.notify_all()

    def _leave(self, listener: Listener) -> None:
        with self._turn:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def _messages(self, listener: Listener) -> Iterator[str]:
        end = time.monotonic() + LONGEST
        yield ": open\n\n"
        while time.monotonic() < end:
            mark = self._next(listener)
            if listener.is_over:
                yield _message(mark, is_first=False)  # the page asks for news, and is led to the door
                return
            if listener.is_dismissed:
                yield "event: dismissed\nretry: 20000\ndata: another page\n\n"
                return
            yield _message(mark, is_first=not listener.seen) if mark != listener.seen else ": still here\n\n"
            listener.seen = mark

    def _next(self, listener: Listener) -> str:
        with self._turn:
            self._turn.wait_for(
                lambda: listener.is_dismissed or listener.is_over or self._mark not in ("", listener.seen), HEARTBEAT
            )
            return self._mark or listener.seen

    def _watch(self) -> None:
        while self._tell(self._look()):
            time.sleep(self.every)

    def _tell(self, mark: str) -> bool:
        """Pass the mark on; false when nobody listens any more."""
        with self._turn:
            if mark and mark != self._mark:
                self._mark = mark
                self._turn.notify_all()
            if not self._listeners:
                self._watcher = None
            return self._watcher is not None

    def _look(self) -> str:
        try:
            with self.app.app_context():
                self._dismiss_whose_session_is_over()
                mark = self.read()
        except Exception:
            logger.exception("the stream hub cannot read the ledger")
            return ""
        self.looked_at = clock.now()
        return mark

    def _dismiss_whose_session_is_over(self) -> None:
        open_ones = {listener.session_id for listener in list(self._listeners)} - {None}
        ended = self.over([each for each in open_ones if each is not None]) if open_ones else set[int]()
        with self._turn:
            for listener in self._listeners:
                listener.is_over = listener.is_over or listener.session_id in ended
            self._turn.notify_all()


def _session_id() -> int | None:
    return current_user.session.id if has_request_context() and current_user.is_authenticated else None


def _message(mark: str, *, is_first: bool) -> str:
    """The first mark only says where the page stands: it was drawn a moment ago."""
    return f"id: {mark}\n\n" if is_first else f"id: {mark}\nevent: ledger-moved\ndata: {mark}\n\n"


def init_app(app: Flask) -> None:
    app.extensions["ledger_hub"] = Hub(app, rounds.watermark)
