"""Lists: the newest first, a page at a time."""

from typing import Annotated

from pydantic import Field

from blueprints.api.schemas.fields import Asked, Limit, Shown


class Paging(Asked):
    """`cursor` is what the page before gave as `next_cursor`; it holds for this list alone."""

    limit: Limit = 50
    cursor: Annotated[str, Field(max_length=400)] = ""


class Listed(Shown):
    """`next_cursor` leads to the older items; null on the last page."""

    next_cursor: str | None
    has_more: bool
