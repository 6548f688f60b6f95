"""Invented withdrawals, with which the style guide draws lists, queues and records."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import request, url_for

from app import clock
from app.ids import outside
from app.money import Currency, Money
from app.queries.keyset import COUNTED, SEARCHED, Page
from app.web import columns, queues
from app.web.addresses import here
from app.web.columns import Column
from app.web.effects import Change
from app.web.tables import Chip, Tab, tabs
from app.web.timeline import Check, Entry, Step
from app.web.views import Action, Saved
from blueprints.styleguide.forms import SampleReason

EUR, JPY = Currency("EUR", 2), Currency("JPY", 0)
COLUMNS = (
    Column("player", "Player", is_fixed=True, sorts=True),
    Column("id", "Withdrawal"),
    Column("amount", "Amount", is_number=True, sorts=True),
    Column("method", "Method"),
    Column("risk", "Risk", is_number=True, sorts=True),
    Column("due_at", "Time left", is_number=True, sorts=True),
    Column("brand", "Brand", is_hidden=True),
)
PEOPLE = (
    ("Dmitri Sokolov", 112_000, "Visa", 73, -4),
    ("Elina Korhonen", 240_000, "SEPA Instant", 34, 14),
    ("Ingrid Solberg", 87_550, "Trustly", 27, 22),
    ("Matthias Brandt", 1_500_000, "SEPA", 22, 38),
    ("Aino Mäkelä", 64_000, "Trustly", 18, 95),
    ("Maximilian Featherstonehaugh-Cholmondeley von Thurn", 55_000, "Skrill", 29, 1_610),
)
# The first page of many, one in the middle, the last, and a list of one row.
PAGERS: tuple[tuple[str, Page[None], dict[str, str]], ...] = (
    ("rounds", Page((), total=COUNTED + 1), {"after": "NEXT"}),
    ("deposits", Page((), total=312), {"before": "BACK", "after": "NEXT"}),
    ("calls", Page((), total=4_000, is_more=True), {"before": "BACK"}),
    ("exports", Page((None,), total=1), {}),
)
VIEWS = {"": "First approval", "second": "Second approval", "hold": "On hold", "failed": "Failed", "mine": "Mine"}


@dataclass(frozen=True)
class Row:
    """One withdrawal that nobody asked for."""

    id: str
    player: str
    amount: Money
    method: str
    risk: int
    due_at: datetime
    brand: str = "Aurora"
    claimed_by: str = ""


def rows() -> list[Row]:
    at = clock.now()
    return [
        Row(
            outside("wd", _uuid(number)),
            player,
            Money(amount, EUR),
            method,
            risk,
            at + timedelta(minutes=left, seconds=30),
            claimed_by="R. Silva" if number == 3 else "",
        )
        for number, (player, amount, method, risk, left) in enumerate(PEOPLE, start=1)
    ]


def a_list() -> dict[str, Any]:
    """Sorted and narrowed to columns as the address asks, like any list."""
    layout = columns.layout(COLUMNS, "due_at")
    found, view = rows(), request.args.get("view", "")
    for order in reversed(layout.orders):
        found.sort(key=lambda row: _key(row, order.name), reverse=order.falls)
    return {
        "page": Page(found, next=_uuid(7), total=312),
        "layout": layout,
        "tabs": _tabs(),
        "saved": Saved(
            [Tab("Large and late", here(view="large"), view == "large", "shared")],
            [Tab("Of one player", here(view="player"), False)],
            Action("Save view", here()),
        ),
        "chips": [Chip("Amount", "≥", "500", here(cols=None)), Chip("Currency", "is", "EUR", here(cols=None))],
        "clear": here(cols=None),
        "pagers": PAGERS,
        "early": Page(found[:1], searched=SEARCHED, searched_to=clock.now() - timedelta(days=9)),
    }


def a_queue() -> dict[str, Any]:
    """The list, and whichever record is open."""
    found = rows()
    opened = next((row for row in found if row.id == queues.opened()), None)
    return {
        "rows": found,
        "opened": opened,
        "form": SampleReason(formdata=None),
        **a_record(opened or found[1]),
        "tabs": _tabs(),
    }


def a_record(row: Row | None = None) -> dict[str, Any]:
    row = row or rows()[1]
    return {
        "record": row,
        "steps": (
            Step("Requested", "13:47, by the player", "done"),
            Step("First approval", "you can decide", "now"),
            Step("Paid out"),
        ),
        "ended": (Step("Requested", "13:47, by the player", "done"), Step("Rejected", "14:02, A. Meyer", "bad")),
        "checks": _checks(),
        "entries": _entries(),
        "changes": (
            Change("Pending withdrawal", row.amount, Money(0, EUR)),
            Change("Paid out, lifetime", Money(2_126_000, EUR), Money(2_126_000, EUR) + row.amount),
            Change("Free to withdraw", Money(78_420, EUR), Money(78_420, EUR), "stays as it is"),
        ),
        "claimed_until": clock.now() + timedelta(minutes=4, seconds=30),
        "tabs": tabs(
            "tab",
            {"": "Overview", "rounds": "Rounds", "notes": "Notes", "audit": "Audit"},
            {"rounds": "1,204", "notes": "2"},
        ),
    }


def _tabs() -> Any:
    return tabs("view", VIEWS, {"": "12", "second": "7", "hold": "4", "failed": "1", "mine": "0"}, warm={"second"})


def _checks() -> tuple[Check, ...]:
    rounds = ("See the rounds", url_for("styleguide.show_section", name="lists"))
    return (
        Check("warn", "Deposit turnover", "0.8× of 1×", "€400.00 of the last deposit is not played yet.", rounds),
        Check("ok", "Identity and address", "valid to Nov 2027"),
        Check("bad", "Payment method owner", "another name"),
        Check("wait", "Sanctions and PEP", "asked 12 s ago"),
    )


def _entries() -> tuple[Entry, ...]:
    at = clock.now()
    address = url_for("styleguide.show_section", name="records")
    return (
        Entry(at - timedelta(minutes=2), "Note", "“Turnover gap explained on the phone.”", "I. Okafor", "note"),
        Entry(at - timedelta(minutes=9), "Check came back", "Deposit turnover: 0.8× of 1×", "", "warning", "warn"),
        Entry(
            at - timedelta(hours=1),
            "Withdrawal requested",
            "€2,400.00 by SEPA Instant",
            "the player",
            "clock",
            "info",
            address,
        ),
        Entry(at - timedelta(days=2), "Identity confirmed", "", "A. Meyer", "done", "ok"),
    )


def _key(row: Row, name: str) -> Any:
    value = getattr(row, name)
    return value.minor if isinstance(value, Money) else value


def _uuid(number: int) -> UUID:
    return UUID(int=(0x0193_0000_0000 << 80) | 0x7000 << 64 | 0x8 << 60 | number * 0x1F3D5B79A8C6E4)
