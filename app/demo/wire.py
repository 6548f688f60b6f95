"""HTTP as a provider speaks it: kept-alive connections, one for each thread, that break on purpose now and then."""

import http.client
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

TIMEOUT = 15.0  # seconds; the time a SOFTSWISS provider waits for an answer
NO_ANSWER = (OSError, http.client.HTTPException)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str

    @property
    def is_final(self) -> bool:
        """Whether it says what became of the request; otherwise it is asked again with the same ids."""
        return self.status < 500 and self.status != 429


class Line:
    """A way to one server. Raises OSError or HTTPException when no answer comes."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "localhost", parts.port or 80
        self._local = threading.local()
        self._open: list[http.client.HTTPConnection] = []

    def ask(self, method: str, path: str, body: str, headers: dict[str, str]) -> Answer:
        connection = self._connection()
        try:
            connection.request(method, path, body.encode(), headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode())
        except NO_ANSWER:
            connection.close()
            raise

    def drop(self, method: str, path: str, body: str, headers: dict[str, str]) -> None:
        """Send everything and hang up before the answer."""
        raw = body.encode()
        head = {"Host": f"{self._host}:{self._port}", "Content-Length": str(len(raw)), "Connection": "close", **headers}
        lines = [f"{method} {path} HTTP/1.1", *(f"{key}: {value}" for key, value in head.items())]
        with socket.create_connection((self._host, self._port), TIMEOUT) as connection:
            connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + raw)

    def close(self) -> None:
        """Hang up on every thread's behalf; to be called when none speaks any more."""
        for connection in self._open:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = http.client.HTTPConnection(self._host, self._port, timeout=TIMEOUT)
            self._open.append(connection)
        return connection
