"""Writing a note about a player, on the record itself."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from app.areas.players.permissions import Players
from app.errors import Refused
from app.ids import inside
from app.models.player_note import KINDS
from app.queries import players
from app.queries.players import SeenPlayer
from app.security.sessions import current_staff
from app.services import player_notes
from app.web import flashes, once, refusals
from app.web.answers import page
from app.web.forms import choices
from blueprints.players.forms import NoteForm


def new_note(player: SeenPlayer) -> NoteForm:
    """An empty form, for whichever of its kinds this writer may choose; `settles` in the address names a note."""
    given = once.given(url_for("players.write_note", player_id=player.id))
    known = {"once": given, "kind": "standard", "settles": request.args.get("settles", "")}
    return _offering(player, NoteForm(formdata=None, data=known))


def write(player_id: str) -> Response:
    """Keep it and lead back to the notes, or ask again with what stands in the way."""
    player = players.one(inside("pl", player_id), current_user.brands_for(Players.NOTES_CREATE))
    form = _offering(player, NoteForm())
    if not form.validate():
        return _again(player, form, 422)
    try:
        player_notes.write(player_id, form.written(), by=current_staff(), public_id=form.once_id)
    except Refused as error:
        told = refusals.for_a_form(error)
        return _again(player, form, told.status, trouble=told.message)
    return flashes.done(url_for("players.list_notes", player_id=player_id), "The note is kept.")


def _offering(player: SeenPlayer, form: NoteForm) -> NoteForm:
    if not current_user.may_for(Players.RESTRICTIONS_CREATE, player.brand_id):
        form.kind.choices = choices((kind, label) for kind, label in KINDS.items() if kind != "confidential")
    return form


def _again(player: SeenPlayer, form: NoteForm, status: int, trouble: str = "") -> Response:
    named: dict[str, Any] = {"player": player, "form": form, "trouble": trouble}
    return page("players/note.html", status=status, **named)
