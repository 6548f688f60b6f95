"""What somebody selected in a list: rows by their ids, or all that match, which is the filter and never the ids."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl, urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from app.errors import Invalid
from app.queries.keyset import PAGE_SIZE

SCOPE, ALL, FILTERS = "scope", "all", "filters"


@dataclass(frozen=True)
class Selection:
    """`filters` is the query of the list's address when all that match are meant; the server counts them again."""

    ids: tuple[str, ...] = ()
    filters: str = ""
    is_all: bool = False

    @classmethod
    def read(cls) -> Self:
        """From the form or address of this request; raises Invalid when nothing is selected, or more than a page."""
        if request.values.get(SCOPE) == ALL:
            return cls(filters=request.values.get(FILTERS, ""), is_all=True)
        ids = tuple(dict.fromkeys(request.values.getlist("id")))
        if not ids:
            raise Invalid("Nothing is selected. Tick rows, or choose all that match.")
        if len(ids) > PAGE_SIZE:
            raise Invalid("More is selected than one page holds. Choose all that match instead.")
        return cls(ids=ids)

    @property
    def arguments(self) -> MultiDict[str, str]:
        """The filters as the list's own form reads them."""
        return MultiDict(parse_qsl(self.filters))

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What a form must carry to mean the same selection again."""
        if self.is_all:
            return [(SCOPE, ALL), (FILTERS, self.filters)]
        return [("id", each) for each in self.ids]


def filters_here() -> str:
    """The filters of this list, without its place, its columns and its order."""
    dropped = ("after", "before", "cols", "sort", "open", "peek", "density")
    return urlencode([(key, value) for key, value in request.args.items(multi=True) if value and key not in dropped])
