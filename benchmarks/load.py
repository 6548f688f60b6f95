"""A load generator that costs little: raw sockets, one epoll, requests signed beforehand, every answer checked."""

import resource
import selectors
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter

ACCEPTED = b"HTTP/1.1 200"
END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"Content-Length: "


@dataclass(frozen=True, slots=True)
class Sample:
    """A request as its bytes, and what its answer must contain."""

    request: bytes
    proof: bytes


@dataclass
class Tally:
    """What a run told: seconds for each answer, and what went wrong."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    errors: list[bytes] = field(default_factory=list)
    client_seconds: float = 0.0  # of processor time, the generator's own

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds within which `share` of the answers came."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)]


@dataclass(slots=True)
class Caller:
    """One connection with one request under way."""

    socket: socket.socket
    sample: Sample
    sent: float
    received: bytes = b""


def run(port: int, samples: Iterator[Sample], connections: int, seconds: float) -> Tally:
    """Keep `connections` requests under way for `seconds`; stops early when `samples` run out."""
    tally, selector, began = Tally(), selectors.EpollSelector(), perf_counter()
    before = _processor_seconds()
    for _ in range(connections):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        caller = Caller(connection, next(samples), perf_counter())
        connection.sendall(caller.sample.request)
        selector.register(connection, selectors.EVENT_READ, caller)
    end = began + seconds
    while selector.get_map():
        for key, _ in selector.select():
            _receive(key.data, samples, end, tally, selector)
    tally.seconds = perf_counter() - began
    tally.client_seconds = _processor_seconds() - before
    selector.close()
    return tally


def _receive(
    caller: Caller, samples: Iterator[Sample], end: float, tally: Tally, selector: selectors.EpollSelector
) -> None:
    piece = caller.socket.recv(65536)
    caller.received += piece
    if piece and not _is_whole(caller.received):
        return
    now = perf_counter()
    tally.latencies.append(now - caller.sent)
    if not caller.received.startswith(ACCEPTED) or caller.sample.proof not in caller.received:
        tally.errors.append(caller.received)
    following = next(samples, None) if now < end and piece else None
    if following is None:
        selector.unregister(caller.socket)
        caller.socket.close()
        return
    caller.sample, caller.sent, caller.received = following, now, b""
    caller.socket.sendall(following.request)


def _is_whole(received: bytes) -> bool:
    head = received.find(END_OF_HEAD)
    if head < 0:
        return False
    at = received.index(LENGTH) + len(LENGTH)
    return len(received) >= head + len(END_OF_HEAD) + int(received[at : received.index(b"\r\n", at)])


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
