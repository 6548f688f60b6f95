"""The parts of a player's record: who may read each, and what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_login import current_user

from app.areas.games.permissions import Games
from app.areas.payments.permissions import Payments
from app.areas.players.permissions import Players
from app.queries import player_money, player_notes, player_sessions, round_filters, rounds
from app.queries.keyset import Sought
from app.queries.players import SeenPlayer
from app.security.permissions import Permission
from app.web import cursors
from app.web.columns import Column
from blueprints.players import noted, protected, told
from blueprints.players.notes import new_note
from blueprints.players.overview import NAMES, address_of, overview

ROUND_COLUMNS = (
    Column("id", "Round"),
    Column("opened_at", "Opened"),
    Column("game", "Game"),
    Column("stake", "Stake", is_number=True),
    Column("win", "Win", is_number=True),
    Column("net", "Net", is_number=True),
    Column("state", "State"),
)
RECORD = "players.show_player"
MONEY = {
    "deposit": Payments.DEPOSITS_READ,
    "attempt": Payments.DEPOSITS_READ,
    "withdrawal": Payments.WITHDRAWALS_READ,
    "adjustment": Payments.ADJUSTMENTS_READ,
}


@dataclass(frozen=True)
class Part:
    """One tab: its name on the page and in the audit log, who may read it, and its template.

    A part with a right of its own in this area has an address of its own.
    """

    label: str
    permission: Permission
    template: str
    read: Callable[[SeenPlayer], dict[str, Any]]
    endpoint: str = RECORD


def money_kinds(player: SeenPlayer) -> list[str]:
    """What of the player's money this reader may see."""
    return [kind for kind, permission in MONEY.items() if current_user.may_for(permission, player.brand_id)]


def _overview(player: SeenPlayer) -> dict[str, Any]:
    return overview(player, money_kinds(player), told.lately(player))


def _transactions(player: SeenPlayer) -> dict[str, Any]:
    found = player_money.listed(player.row_id, money_kinds(player), cursors.window())
    return {"page": found, "turns": cursors.turns(found), "names": NAMES, "address_of": address_of}


def _rounds(player: SeenPlayer) -> dict[str, Any]:
    played = Sought([round_filters.of_player(player.public_id)], is_led=True)
    found = rounds.listed(played, cursors.window(), current_user.brands_for(Games.ROUNDS_READ), oldest_first=False)
    return {"page": found, "turns": cursors.turns(found), "columns": ROUND_COLUMNS}


def _sessions(player: SeenPlayer) -> dict[str, Any]:
    found = player_sessions.listed(player.row_id, cursors.window())
    return {"page": found, "turns": cursors.turns(found)}


def _notes(player: SeenPlayer) -> dict[str, Any]:
    with_confidential = current_user.may_for(Players.RESTRICTIONS_READ, player.brand_id)
    found = player_notes.listed(player.row_id, cursors.window(), with_confidential=with_confidential)
    return {"page": found, "turns": cursors.turns(found), "form": new_note(player)}


def _protection(player: SeenPlayer) -> dict[str, Any]:
    return {"history": protected.entries(player.row_id)}


def _records(player: SeenPlayer) -> dict[str, Any]:
    return {"records": noted.of_player(player)}


PARTS = {
    "": Part("Overview", Players.PLAYERS_READ, "players/_overview.html", _overview),
    "transactions": Part("Transactions", Payments.DEPOSITS_READ, "players/_transactions.html", _transactions),
    "rounds": Part("Rounds", Games.ROUNDS_READ, "players/_rounds.html", _rounds),
    "sessions": Part("Sessions", Players.SESSIONS_READ, "players/_sessions.html", _sessions, "players.list_sessions"),
    "notes": Part("Notes", Players.NOTES_READ, "players/_notes.html", _notes, "players.list_notes"),
    "protection": Part(
        "Protection", Players.RESTRICTIONS_READ, "players/_protection.html", _protection, "players.show_protection"
    ),
    "audit": Part("Audit log", Players.PLAYERS_READ, "players/_records.html", _records),
}
