"""A traceback that says where, never what: the text of an error may quote a row, a form, a person."""

import sys
from collections.abc import Iterator, MutableMapping
from traceback import format_tb
from typing import Any

# Their text speaks of our code, not of what it was given.
OF_CODE = (AttributeError, ImportError, NameError, NotImplementedError, TypeError)
# What PostgreSQL tells of an error beside the values in it.
TOLD = ("sqlstate", "schema_name", "table_name", "column_name", "constraint_name")


def add_trace(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A step of structlog's: the error at hand, as text under `exception`."""
    if event.pop("exc_info", None) and (error := sys.exc_info()[1]):
        event["exception"] = trace(error)
    return event


def trace(error: BaseException) -> str:
    """The error and what led to it, the oldest first."""
    said = [f"{''.join(format_tb(each.__traceback__))}{name(each)}" for each in _chain(error)]
    return "\n\nwhich led to:\n".join(reversed(said))


def name(error: BaseException) -> str:
    """Of which kind it is, and what may be told of it."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OF_CODE):
        return f"{kind}: {error}"
    diagnosis = getattr(error, "diag", None)
    told = [f"{what} {value}" for what in TOLD if (value := getattr(diagnosis, what, None))]
    return f"{kind}: {', '.join(told)}" if told else kind


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        yield error
        seen.add(id(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
