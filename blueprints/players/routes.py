"""Players, to find and to read."""

from flask import Response, make_response, redirect, request, url_for
from flask_login import current_user

from app.areas.players.permissions import Players
from app.ids import inside
from app.queries import players
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import login_sessions
from app.web.answers import page
from app.web.exports import serve
from app.web.flashes import done
from blueprints.players import acts, notes, reveals, tables
from blueprints.players.area import blueprint
from blueprints.players.exports import PLAYERS
from blueprints.players.filters import PlayerFilters
from blueprints.players.record import player_record

serve(blueprint, PLAYERS, under="", back=".list_players")
for act in acts.ACTS:
    acts.serve(blueprint, act)


@blueprint.get("/")
@requires(Players.PLAYERS_READ)
def list_players() -> Response:
    context = tables.player_list(PlayerFilters.read(), current_user.brands_for(Players.PLAYERS_READ))
    if alone := tables.the_only_one(context["page"]):
        return make_response(redirect(url_for(".show_player", player_id=alone)))
    return page("players/players.html", piece="players/_players.html", **context)


@blueprint.get("/<player_id>")
@requires(Players.PLAYERS_READ)
def show_player(player_id: str) -> Response:
    player = players.one(inside("pl", player_id), current_user.brands_for(Players.PLAYERS_READ))
    context = player_record(player, request.args.get("tab", ""))
    return page("players/player.html", piece=context["part"].template, **context)


@blueprint.get("/<player_id>/reveals/new")
@requires(Players.PERSON_REVEAL)
def show_reveal(player_id: str) -> Response:
    return reveals.asked(player_id)


@blueprint.post("/<player_id>/reveals")
@requires(Players.PERSON_REVEAL)
def reveal_person(player_id: str) -> Response:
    return reveals.told(player_id)


@blueprint.get("/<player_id>/sessions")
@requires(Players.SESSIONS_READ)
def list_sessions(player_id: str) -> Response:
    player = players.one(inside("pl", player_id), current_user.brands_for(Players.PLAYERS_READ))
    return page("players/player.html", piece="players/_sessions.html", **player_record(player, "sessions"))


@blueprint.post("/sessions/<login_session_id>/endings")
@requires(Players.SESSIONS_END)
def end_session(login_session_id: str) -> Response:
    player = login_sessions.end_for_staff(login_session_id, by=current_staff())
    return done(url_for(".list_sessions", player_id=player.outside_id), f"Ended: {login_session_id}.")


@blueprint.get("/<player_id>/notes")
@requires(Players.NOTES_READ)
def list_notes(player_id: str) -> Response:
    player = players.one(inside("pl", player_id), current_user.brands_for(Players.PLAYERS_READ))
    return page("players/player.html", piece="players/_notes.html", **player_record(player, "notes"))


@blueprint.post("/<player_id>/notes")
@requires(Players.NOTES_CREATE)
def write_note(player_id: str) -> Response:
    return notes.write(player_id)


@blueprint.get("/<player_id>/protection")
@requires(Players.RESTRICTIONS_READ)
def show_protection(player_id: str) -> Response:
    player = players.one(inside("pl", player_id), current_user.brands_for(Players.PLAYERS_READ))
    return page("players/player.html", **player_record(player, "protection"))
