"""The few rows that a list has found, then the names of what they touch: only which rows changes from query to query.

What joins the names is put together once, when a module is read; that took longer than to ask the database.
"""

from typing import TypeVar

from sqlalchemy import column, table
from sqlalchemy.orm import aliased

from app.extensions import Base
from app.queries.keyset import AnySelect

NAME = "found"
Model = TypeVar("Model", bound=Base)


def found_of(model: type[Model]) -> type[Model]:
    """The rows of `model` that `with_names` is given, to be selected from and joined to."""
    columns = (column(each.name, each.type) for each in model.__table__.columns)
    return aliased(model, table(NAME, *columns), adapt_on_names=True)


def with_names(names: AnySelect, query: AnySelect) -> AnySelect:
    """`names`, a query that begins with `found_of` a model, of the rows that `query` finds."""
    return names.add_cte(query.cte(NAME))
