"""What became of a player lately, in one line of time."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import url_for

from app.money import plain
from app.queries import player_money
from app.queries.keyset import Window
from app.queries.player_money import Movement
from app.queries.players import SeenPlayer
from app.web.timeline import Entry
from app.words import spelled

LATELY = 20
ADDRESSES = {
    "deposit": ("payments.show_deposit", "deposit_id"),
    "attempt": ("payments.show_attempt", "attempt_id"),
    "withdrawal": ("payments.show_withdrawal", "withdrawal_id"),
    "adjustment": ("payments.show_adjustment", "adjustment_id"),
}
NAMES = {
    "deposit": "Deposit",
    "attempt": "Attempt to deposit",
    "withdrawal": "Withdrawal",
    "adjustment": "Adjustment",
}
SIGNS = {"deposit": "coins-in", "attempt": "coins-in", "withdrawal": "coins-out", "adjustment": "adjust"}
BAD = {"declined": "bad", "failed": "bad", "diverted": "warn", "rejected": "warn"}


def overview(player: SeenPlayer, kinds: Collection[str], told: Sequence[Entry]) -> dict[str, Any]:
    """The newest of what moved and of what is `told` besides, newest first."""
    money = player_money.listed(player.row_id, kinds, Window(size=LATELY))
    registered = Entry(player.registered_at, "Registered", player.brand, sign="person")
    entries = sorted([*map(_moved, money.rows), *told, registered], key=lambda each: each.at, reverse=True)
    return {"history": entries[:LATELY]}


def address_of(moved: Movement) -> str:
    """Where the deposit, the withdrawal or the adjustment stands."""
    endpoint, argument = ADDRESSES[moved.kind]
    named: dict[str, Any] = {argument: moved.id}
    return url_for(endpoint, **named)


def _moved(each: Movement) -> Entry:
    title = f"{NAMES[each.kind]} of {plain(each.amount)}"
    return Entry(
        each.occurred_at,
        title,
        spelled(each.state),
        sign=SIGNS[each.kind],
        tone=BAD.get(each.state, ""),
        address=address_of(each),
    )
