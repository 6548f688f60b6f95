"""How many requests were answered and how fast: counted in this process until its heartbeat takes the counts along."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from typing import Any

from flask import Flask

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds; what took longer is last
NOWHERE = "none"
Key = tuple[str, int]  # the endpoint and the status


@dataclass
class Counted:
    """So many took so long; `seconds` is all of them together."""

    buckets: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0


class RequestCounts:
    """One a process. Adding is all that a request waits for: some microseconds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counted: dict[Key, Counted] = {}

    def add(self, endpoint: str, status: int, seconds: float) -> None:
        key = endpoint, status
        with self._lock:
            counted = self._counted.get(key) or self._counted.setdefault(key, Counted())
            counted.buckets[bisect_left(BOUNDS, seconds)] += 1
            counted.seconds += seconds

    def take(self) -> Mapping[Key, Counted]:
        """What was counted since the last time."""
        with self._lock:
            taken, self._counted = self._counted, {}
        return taken

    def give_back(self, taken: Mapping[Key, Counted]) -> None:
        """It could not be told: count it with what came since."""
        with self._lock:
            for key, back in taken.items():
                counted = self._counted.setdefault(key, Counted())
                counted.buckets = [sum(pair) for pair in zip(counted.buckets, back.buckets, strict=True)]
                counted.seconds += back.seconds


def init_app(app: Flask) -> None:
    """Around all of the application: two calls are less than what its own hooks take for each request."""
    counts = app.extensions["request_counts"] = RequestCounts()
    answer: Any = app.wsgi_app

    def counted(environ: Any, start_response: Any) -> Any:
        began = perf_counter()

        def begin(status: str, *more: Any) -> Any:
            """How long a stream lasts or a file takes says nothing of us: it counts until here."""
            request = environ.get("werkzeug.request")
            counts.add((request and request.endpoint) or NOWHERE, int(status[:3]), perf_counter() - began)
            return start_response(status, *more)

        return answer(environ, begin)

    app.wsgi_app = counted


def counts_of(app: Flask) -> RequestCounts:
    return app.extensions["request_counts"]
