"""The columns of a list: which are shown and in which order, and by which it is sorted; all of it in the address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request
from werkzeug.datastructures import MultiDict

from app.web.addresses import here

Arguments = MultiDict[str, str]


@dataclass(frozen=True)
class Column:
    """`sorts`: whether the list can be sorted by it. Fixed: always there. Hidden: only when somebody asks for it.

    Wide: only where there is room, unless somebody asks for it.
    """

    name: str
    label: str
    is_number: bool = False
    sorts: bool = False
    is_fixed: bool = False
    is_hidden: bool = False
    is_wide: bool = False

    @property
    def marks(self) -> str:
        """How its head looks, as classes."""
        return " ".join(["number"] * self.is_number + ["when-wide"] * self.is_wide)


@dataclass(frozen=True)
class Order:
    """Sorted by one column, falling or rising."""

    name: str
    falls: bool

    @property
    def word(self) -> str:
        """As aria-sort says it."""
        return "descending" if self.falls else "ascending"


@dataclass(frozen=True)
class Head:
    """One column as its head is drawn; `address` sorts by it, empty when it cannot."""

    column: Column
    order: Order | None
    address: str


@dataclass(frozen=True)
class Layout:
    """How one list is drawn: every column there is, those shown, their heads, and by what it is sorted."""

    columns: Sequence[Column]
    shown: Sequence[Column]
    heads: Sequence[Head]
    orders: Sequence[Order]

    @property
    def falls(self) -> bool:
        """Whether the first order is a falling one: the newest, the largest first."""
        return self.orders[0].falls


def layout(columns: Sequence[Column], default: str, arguments: Arguments | None = None) -> Layout:
    """As the address asks, or `arguments`; by `default`, such as `-captured`, when no order is asked for."""
    asked = request.args if arguments is None else arguments
    shown, sorted_by = chosen(columns, asked), orders(columns, default, asked)
    return Layout(columns, shown, heads(shown, sorted_by), sorted_by)


def chosen(columns: Sequence[Column], arguments: Arguments) -> list[Column]:
    """The columns that `cols=` asks for, in its order, behind the fixed ones; without it, all that are not hidden."""
    wanted = [name for text in arguments.getlist("cols") for name in text.split(",") if name]
    by_name = {column.name: column for column in columns if not column.is_fixed}
    fixed = [column for column in columns if column.is_fixed]
    found = [replace(by_name[name], is_wide=False) for name in dict.fromkeys(wanted) if name in by_name]
    return [*fixed, *(found or [column for column in by_name.values() if not column.is_hidden])]


def orders(columns: Sequence[Column], default: str, arguments: Arguments) -> list[Order]:
    """What `sort=` asks for, as `-amount,name`; only columns that sort, `default` without any."""
    known = {column.name for column in columns if column.sorts}
    found = [_order(text) for text in arguments.get("sort", "").split(",") if text.removeprefix("-") in known]
    return found or [_order(default)]


def heads(shown: Sequence[Column], sorted_by: Sequence[Order]) -> list[Head]:
    """What stands above each column. A first click on a figure shows the largest, a second one the smallest."""
    present = {order.name: order for order in sorted_by}
    return [Head(column, present.get(column.name), _address(column, present.get(column.name))) for column in shown]


def _address(column: Column, order: Order | None) -> str:
    if not column.sorts:
        return ""
    falls = not order.falls if order else column.is_number
    return here(sort=f"-{column.name}" if falls else column.name)


def _order(text: str) -> Order:
    return Order(text.removeprefix("-"), text.startswith("-"))
