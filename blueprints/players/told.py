"""What is told of a player besides the money: protection, notes and sign-ins, each for whoever may read it."""

from flask import url_for
from flask_login import current_user

from app.areas.players.permissions import Players
from app.queries import player_notes, player_sessions
from app.queries.keyset import Window
from app.queries.player_notes import SeenNote
from app.queries.players import SeenPlayer
from app.security.permissions import Permission
from app.web.timeline import Entry
from blueprints.players import protected
from blueprints.players.overview import LATELY

SHORT = 160
TITLES = {"standard": "Note", "attention": "Attention", "confidential": "Confidential note"}


def lately(player: SeenPlayer) -> list[Entry]:
    """The newest of each, in no order."""
    window, found = Window(size=LATELY), list[Entry]()
    if _may(Players.RESTRICTIONS_READ, player):
        found += protected.entries(player.row_id)
    if _may(Players.NOTES_READ, player):
        may_confide = _may(Players.RESTRICTIONS_READ, player)
        notes = player_notes.listed(player.row_id, window, with_confidential=may_confide)
        found += [_note(player, each) for each in notes.rows]
    if _may(Players.SESSIONS_READ, player):
        logins = player_sessions.listed(player.row_id, window)
        address = url_for("players.list_sessions", player_id=player.id)
        found += [Entry(each.started_at, "Signed in", each.ip, sign="person", address=address) for each in logins.rows]
    return found


def _note(player: SeenPlayer, note: SeenNote) -> Entry:
    cut = note.text if len(note.text) <= SHORT else f"{note.text[:SHORT]}…"
    address = url_for("players.list_notes", player_id=player.id)
    tone = "warn" if note.kind == "attention" else ""
    return Entry(note.written_at, TITLES[note.kind], cut, by=note.by, sign="note", tone=tone, address=address)


def _may(permission: Permission, player: SeenPlayer) -> bool:
    return current_user.may_for(permission, player.brand_id)
