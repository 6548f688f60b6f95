"""Lists: the newest first, a page at a time."""

from typing import Annotated

from pydantic import Field

from blueprints.api.schemas.fields import Asked, Limit, Moment, Shown


class Paging(Asked):
    """`cursor` is what the page before gave as `next_cursor`; it holds for this list alone, narrowed as it was."""

    limit: Limit = 50
    cursor: Annotated[str, Field(max_length=400)] = ""


class Listed(Shown):
    """`next_cursor` leads to the older items; null on the last page.

    `searched_to`: a search for rare things went back to this moment and no further, so that the page is not full, or
    empty; what is older is found by `next_cursor`. Else null.
    """

    next_cursor: str | None
    has_more: bool
    searched_to: Moment | None
