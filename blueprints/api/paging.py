"""Cursors: signed for one list and its filters, so that nobody makes one up, and opaque, so that nobody leans on what
is inside."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar, cast
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, g, request
from itsdangerous import BadData, URLSafeSerializer

from app.errors import Invalid
from app.queries import transfers
from app.queries.keyset import AnyRow, Page, Window, moment
from blueprints.api.schemas.lists import Listed, Paging

L = TypeVar("L", bound=Listed)
NOT_OURS = "This cursor is not from this list, narrowed by these filters. Start again without one."
NOT_A_FILTER = {"cursor", "limit"}


def window(query: Paging) -> Window:
    """The part of a list that is asked for; raises Invalid for a cursor of another list."""
    return Window(after=_read(query.cursor)[0] if query.cursor else None, size=query.limit)


def listed(kind: type[L], page: Page[AnyRow], shown: Callable[..., Any]) -> L:
    """A page as it is answered, each row by `shown`."""
    next_cursor = _cursor(page.next) if page.next else None
    return _made(kind, [shown(*row) for row in page.rows], next_cursor, page.searched_to)


def lines(
    kind: type[L], player_id: int, query: Paging, filters: transfers.Filters, shown: Callable[[AnyRow], Any]
) -> L:
    """A page of a player's transfers, which are told apart by call and line."""
    before = _read(query.cursor) if query.cursor else transfers.NOW
    found = transfers.newest(player_id, filters, before=before, size=query.limit + 1)
    rows = found.rows[: query.limit]
    last = (rows[-1].call_id, rows[-1].line) if len(found.rows) > len(rows) else found.end
    searched_to = moment(found.end[0]) if found.end else None
    return _made(kind, [shown(row) for row in rows], _cursor(*last) if last else None, searched_to)


def link(cursor: str) -> str:
    """The Link field (RFC 8288) to the next page of this list."""
    return f'<{request.path}?{urlencode({**request.args, "cursor": cursor})}>; rel="next"'


def _made(kind: type[L], items: list[Any], next_cursor: str | None, searched_to: datetime | None = None) -> L:
    about = {"next_cursor": next_cursor, "has_more": next_cursor is not None, "searched_to": searched_to}
    return kind.model_validate({"items": items} | about)


def _cursor(key: UUID, line: int = 0) -> str:
    return _signer().dumps([key.hex, line])


def _read(cursor: str) -> tuple[UUID, int]:
    try:
        key, line = _signer().loads(cursor)
        return UUID(hex=key), int(line)
    except (BadData, ValueError) as error:
        raise Invalid(NOT_OURS, pointers={"/cursor": NOT_OURS}) from error


def _signer() -> URLSafeSerializer:
    """Another key for each list, its filters, and each API key: a cursor tells nothing to anybody else."""
    secret = cast("bytes", current_app.config["SECRET_KEY"])
    return URLSafeSerializer(secret, salt=f"cursor {request.path} {g.client.api_key_id} {_filters()}")


def _filters() -> str:
    """Those of this request, however they were ordered; an empty one is none."""
    return urlencode(sorted((name, text) for name, text in request.args.items() if text and name not in NOT_A_FILTER))
