"""Working a queue: one record is open beside the list, and a decision opens the next."""

from collections.abc import Sequence

from flask import request


def opened() -> str:
    """The id of the record that the address has open."""
    return request.args.get("open", "")


def following(ids: Sequence[str], current: str) -> str:
    """Whom to open once `current` is decided: the one below it, above it when it was the last, empty when alone."""
    if current not in ids:
        return ids[0] if ids else ""
    at = ids.index(current)
    rest = [*ids[at + 1 :], *ids[:at][-1:]]
    return rest[0] if rest else ""
