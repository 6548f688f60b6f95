"""What a request asks for that is there, and not for whoever asks. They are told what they would be told of nothing."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, g, request
from flask_login import current_user

from app.audit import who
from app.errors import NotFound
from app.ids import inside
from app.queries import whereabouts
from app.security.decorators import declaration_of

OUTSIDE = "It lies outside their brands."
SOMEBODY_ELSES = "It is somebody else’s."


@dataclass(frozen=True)
class Missed:
    """A record by its outside id (a house account by its number), and why it is out of reach."""

    target: str
    reason: str


def missed() -> Missed | None:
    """The first record that the address names and that is out of the asker's reach; nothing for whoever is nobody.

    Asked only when the answer is 404 anyhow. Who measures answers to the millisecond may learn that an id they hold
    leaves a record; ids are not guessed, and whoever tries is in the log with each.
    """
    if who.actor().kind not in ("staff", "api_key"):
        return None
    brands, staff_id = _brands(), None if g.get("client") else current_user.staff.id
    for kind, key, target in _named():
        if whereabouts.is_outside(kind, key, brands):
            return Missed(target, OUTSIDE)
        if whereabouts.is_somebody_elses(kind, key, staff_id):
            return Missed(target, SOMEBODY_ELSES)
    return None


def permission() -> str:
    """What the view at hand asks for."""
    declared = declaration_of(current_app.view_functions[request.endpoint or ""])
    return str(declared.permission.value) if declared and declared.permission else ""


def _brands() -> Collection[int] | None:
    if client := g.get("client"):
        return None if client.brand_id is None else {client.brand_id}
    return current_user.brands_for(permission())


def _named() -> Iterator[tuple[str, UUID | int | str, str]]:
    """Kind, key and outside id of each record in the address."""
    for name, value in (request.view_args or {}).items():
        if name in whereabouts.BY_NAME:
            yield name, value, str(value)
        elif isinstance(value, str) and (key := _key(value)):
            yield value.partition("_")[0], key, value


def _key(text: str) -> UUID | None:
    try:
        return inside(text.partition("_")[0], text)
    except NotFound:
        return None
