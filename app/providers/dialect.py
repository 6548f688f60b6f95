"""A dialect: three pure functions in a folder of their own. Dropping a folder in adds a provider."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from app import providers
from app.errors import NotFound
from app.providers.commands import Command
from app.providers.results import Result


class Headers(Protocol):
    """Request headers, found whatever their case."""

    def get(self, key: str, /) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Inbound:
    """A request as it came. `settings`: the integration's own, for dialects that have variants."""

    operation: str
    body: bytes
    headers: Headers
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, byte for byte."""

    status: int
    body: bytes
    content_type: str = "application/json"


class Dialect(Protocol):
    """What the package of a dialect offers. Same arguments, same answer: no clock, no database, no state."""

    MAXIMUM_BODY: int
    SIGNATURE_HEADER: str

    def verify(self, inbound: Inbound, secrets: Sequence[bytes]) -> bool:
        """Whether one of the live `secrets` signed the raw body; takes as long when none did."""
        ...

    def parse(self, inbound: Inbound, exponents: Mapping[str, int]) -> Command:
        """Read a verified body; `exponents` by currency. Raises Rejected."""
        ...

    def render(self, command: Command | None, result: Result) -> Answer:
        """Say `result` in the provider's words; `command` is None when it was refused unread."""
        ...


def add_folders(folders: Sequence[Path]) -> None:
    """Look for dialects in these folders too, after our own."""
    for folder in folders:
        if str(folder) not in providers.__path__:
            providers.__path__.append(str(folder))


def find(name: str) -> Dialect:
    """The dialect called `name`; raises NotFound when no folder has it."""
    package = f"{providers.__name__}.{name}"
    try:
        return cast(Dialect, import_module(package))
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise NotFound(f"There is no dialect “{name}”.") from error
