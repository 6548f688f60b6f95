"""Cursors in addresses: signed, so that nobody guesses keys; opaque, so that nobody relies on them."""

from typing import Any, cast
from uuid import UUID

from flask import current_app, request
from itsdangerous import BadData, URLSafeSerializer

from app.errors import NotFound
from app.queries.keyset import Page, Window


def window() -> Window:
    """What this request asks for; raises NotFound for a cursor that is not ours."""
    return Window(after=read("after"), before=read("before"))


def cursor(key: UUID) -> str:
    return _signer().dumps(key.hex)


def turns(page: Page[Any]) -> dict[str, str]:
    """The cursors to the neighbours of a page, under the names its links carry."""
    found = {"before": page.previous, "after": page.next}
    return {name: cursor(key) for name, key in found.items() if key is not None}


def read(name: str) -> UUID | None:
    """The key in the argument `name`, if it is there; raises NotFound when it is not ours."""
    text = request.args.get(name)
    if not text:
        return None
    try:
        return UUID(hex=str(_signer().loads(text)))
    except (BadData, ValueError) as error:
        raise NotFound("This page of the list cannot be found. Start again from its first page.") from error


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(cast("bytes", current_app.config["SECRET_KEY"]), salt="cursor")
