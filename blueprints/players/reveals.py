"""Looking at a person: why, then who it is, on this one page and nowhere else."""

from typing import Any

from flask import Response, url_for
from flask_login import current_user

from app.areas.players.permissions import Players
from app.ids import inside
from app.queries import players
from app.queries.players import SeenPlayer
from app.security.sessions import current_staff
from app.services import player_records
from app.web.answers import page
from blueprints.players.forms import RevealForm


def asked(player_id: str) -> Response:
    """The question why."""
    return _drawn(_player(player_id), form=RevealForm())


def told(player_id: str) -> Response:
    """Who it is, or the question again; raises NotFound where nobody is known."""
    player, form = _player(player_id), RevealForm()
    if not form.validate():
        return _drawn(player, form=form, status=422)
    person = player_records.reveal(player, form.reason(), by=current_staff())
    return _drawn(player, person=person)


def _player(player_id: str) -> SeenPlayer:
    return players.one(inside("pl", player_id), current_user.brands_for(Players.PERSON_REVEAL))


def _drawn(player: SeenPlayer, *, status: int = 200, **more: Any) -> Response:
    back = url_for("players.show_player", player_id=player.id)
    return page("players/reveal.html", piece="players/_reveal.html", status=status, player=player, back=back, **more)
