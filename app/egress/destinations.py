"""Where a call goes: an address as it was written, read in one way only, or refused."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from app.egress.addresses import is_public
from app.errors import Invalid

PORTS = frozenset({443, 8443})
LONGEST = 2000
PLAIN = re.compile(r"[!-~]+", re.ASCII)  # printable and no blank: nothing that two parsers read in two ways
NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])", re.ASCII)
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


@dataclass(frozen=True)
class Destination:
    """`target` is path and query, as it is asked for."""

    host: str
    port: int
    target: str
    is_tls: bool = True

    @property
    def is_default_port(self) -> bool:
        return self.port == (443 if self.is_tls else 80)

    @property
    def authority(self) -> str:
        """What the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.is_default_port else f"{host}:{self.port}"


def read(url: str, *, with_loopback: bool = False) -> Destination:
    """The destination of an address; raises Invalid with the reason.

    `with_loopback`: plain http to this very machine is taken too, for a receiver under test.
    """
    if len(url) > LONGEST or not PLAIN.fullmatch(url) or set(url) & set('\\"<>^`{|}'):
        raise _refused("An address is plain text of at most 2,000 printable ASCII characters. Write a name as xn--….")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise _refused("This address cannot be read.") from error
    if "@" in parts.netloc:
        raise _refused("An address holds no user name and no password.")
    if "#" in url:
        raise _refused("An address holds no fragment (#).")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if with_loopback and parts.scheme == "http" and host in LOOPBACK and port:
        return Destination("127.0.0.1", port, target, is_tls=False)
    return _public(parts.scheme, parts.netloc, host, port, target)


def _public(scheme: str, netloc: str, host: str, port: int | None, target: str) -> Destination:
    if scheme != "https":
        raise _refused("Only https is called.")
    if port is None and netloc.endswith(":"):
        raise _refused("The port is missing after the colon.")
    if (port or 443) not in PORTS:
        raise _refused(f"Only the ports {', '.join(map(str, sorted(PORTS)))} are called.")
    if not (NAME.fullmatch(host) or _is_public_literal(host)):
        raise _refused("The host must be a full name, such as hooks.example.com, or a public address.")
    return Destination(host, port or 443, target)


def _is_public_literal(host: str) -> bool:
    """In its one usual spelling: no decimal, octal or hexadecimal disguise."""
    try:
        return str(ip_address(host)) == host and is_public(host)
    except ValueError:
        return False


def _refused(reason: str) -> Invalid:
    return Invalid(reason, pointers={"/url": reason})
