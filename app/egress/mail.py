"""One mail to one server, which the operator named when the program was started: never one that staff can name."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from app.errors import Invalid

SECONDS = 10.0
LOOPBACK = frozenset({"127.0.0.1", "localhost"})
PORTS = {"smtp": 587, "smtps": 465}


class Undelivered(Exception):
    """The server did not take it; the message says why, for staff."""


@dataclass(frozen=True)
class MailServer:
    """Where mail goes. Without TLS from the first byte it is asked for, but on this very machine."""

    host: str
    port: int
    user: str
    password: str
    is_tls: bool


def read(url: str) -> MailServer:
    """`smtp://user:password@host:587` or `smtps://…`; raises Invalid with what is wrong, never with the password."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Invalid("COUNTROOM_SMTP_URL cannot be read.") from error
    if parts.scheme not in PORTS or not host:
        raise Invalid("COUNTROOM_SMTP_URL has to be smtp://host:port or smtps://host:port.")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port or PORTS[parts.scheme], user, password, parts.scheme == "smtps")


def send(url: str, message: EmailMessage) -> None:
    """Raises Undelivered when nobody it is for was taken, Invalid for an address of a server that is none."""
    server = read(url)
    try:
        with _connected(server) as connection:
            if server.user:
                connection.login(server.user, server.password)
            connection.send_message(message)
    except (OSError, UnicodeError) as error:  # what smtplib raises is of this kind
        raise Undelivered(f"The mail server took nothing: {type(error).__name__}.") from error


def _connected(server: MailServer) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if server.is_tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=trusted)
    connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.host not in LOOPBACK:
            connection.starttls(context=trusted)
    except BaseException:
        connection.close()
        raise
    return connection
