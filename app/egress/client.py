"""One POST to a public address. The name is resolved once and that address is called: a second answer of a resolver
changes nothing. No redirect is followed, no proxy of the environment asked, no cookie kept."""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotInTime
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from threading import Timer
from time import monotonic

from app.egress import destinations
from app.egress.addresses import is_public
from app.egress.destinations import Destination
from app.errors import Invalid

CONNECT_SECONDS = 5.0
TOTAL_SECONDS = 10.0
MOST_BYTES = 1024 * 1024
AGENT = "Countroom/1.0"

Resolver = Callable[[str, int], list[str]]
_resolving = ThreadPoolExecutor(max_workers=8, thread_name_prefix="resolver")


@dataclass(frozen=True)
class Answer:
    """What came of a call. `status` 0: nothing came, and `error` says why. `is_cut`: there was more than we read."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    is_cut: bool = False
    error: str = ""
    address: str = ""
    latency_ms: int = 0


class Failed(Exception):
    """No answer; the message says why, for staff."""


def system_resolver(host: str, port: int) -> list[str]:
    """Every address the system knows for a name."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def post(
    url: str,
    *,
    headers: Mapping[str, str],
    body: bytes,
    with_loopback: bool = False,
    resolve: Resolver = system_resolver,
    seconds: float = TOTAL_SECONDS,
) -> Answer:
    """Send `body` and return what came of it within `seconds`; never raises for what the other side does."""
    began, address = monotonic(), ""
    try:
        destination = destinations.read(url, with_loopback=with_loopback)
        address = _pinned(destination, resolve, seconds)
        answer = _exchange(destination, address, headers, body, began + seconds)
    except (Invalid, Failed) as error:
        answer = Answer(error=str(error))
    except TimeoutError:
        answer = Answer(error="No answer in time.")
    except ssl.SSLError as error:
        answer = Answer(error=f"No trusted TLS connection: {error.reason or 'broken off'}.")
    except (OSError, http.client.HTTPException, ValueError) as error:
        answer = Answer(error=_told(error, monotonic() - began >= seconds))
    spent = int((monotonic() - began) * 1000)
    return replace(answer, address=address, latency_ms=spent)


def _told(error: Exception, is_over: bool) -> str:
    if is_over:
        return "No whole answer in time."
    if isinstance(error, ConnectionRefusedError):
        return "The connection was refused."
    return f"The connection broke: {type(error).__name__}."


def _pinned(destination: Destination, resolve: Resolver, seconds: float) -> str:
    """The one address that is called; a name with any address that is not public is not called at all."""
    if not destination.is_tls:
        return destination.host
    try:
        found = _resolving.submit(resolve, destination.host, destination.port).result(min(seconds, CONNECT_SECONDS))
    except NotInTime as error:
        raise Failed("The name was not resolved in time.") from error
    except (OSError, UnicodeError) as error:
        raise Failed("The name cannot be resolved.") from error
    if not found or not all(is_public(address) for address in found):
        raise Failed("The name leads to an address that is not public; it was not called.")
    return found[0]


def _exchange(
    destination: Destination, address: str, headers: Mapping[str, str], body: bytes, deadline: float
) -> Answer:
    raw = socket.create_connection((address, destination.port), min(CONNECT_SECONDS, _left(deadline)))
    with raw, _ended_at(deadline, raw):
        wire = _secured(raw, destination.host) if destination.is_tls else raw
        with wire:
            wire.settimeout(_left(deadline))
            connection = http.client.HTTPConnection(destination.host, destination.port)
            connection.sock = wire  # connected already, and to nowhere else
            sent = {"Host": destination.authority, "User-Agent": AGENT, "Connection": "close", **headers}
            connection.request("POST", destination.target, body, sent)
            with connection.getresponse() as response:
                answer = _read(response)
        _left(deadline)  # what was broken off is no answer
        return answer


def _secured(raw: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _read(response: http.client.HTTPResponse) -> Answer:
    content = response.read(MOST_BYTES + 1)
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, headers, content[:MOST_BYTES], is_cut=len(content) > MOST_BYTES)


@contextmanager
def _ended_at(deadline: float, raw: socket.socket) -> Iterator[None]:
    """Break off at the deadline whatever trickles in: a timeout of the socket begins anew with each byte."""
    held = raw.dup()  # stays the same connection when TLS takes the other over
    watchdog = Timer(_left(deadline), _break_off, [held])
    watchdog.daemon = True
    watchdog.start()
    try:
        yield
    finally:
        watchdog.cancel()
        watchdog.join()
        held.close()


def _break_off(held: socket.socket) -> None:
    with suppress(OSError):  # it may be over already
        held.shutdown(socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    """Raises TimeoutError when nothing is left."""
    if (left := deadline - monotonic()) <= 0:
        raise TimeoutError
    return left
