"""Players, to find and to read."""

from flask import Response, make_response, redirect, url_for
from flask_login import current_user

from app.areas.players.permissions import Players
from app.ids import inside
from app.queries import players
from app.security.decorators import requires
from app.web.answers import page
from app.web.exports import serve
from blueprints.players import reveals, tables
from blueprints.players.area import blueprint
from blueprints.players.exports import PLAYERS
from blueprints.players.filters import PlayerFilters
from blueprints.players.record import player_record

serve(blueprint, PLAYERS, under="", back=".list_players")


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
    context = player_record(player)
    return page("players/player.html", piece=context["part"].template, **context)


@blueprint.get("/<player_id>/reveals/new")
@requires(Players.PERSON_REVEAL)
def show_reveal(player_id: str) -> Response:
    return reveals.asked(player_id)


@blueprint.post("/<player_id>/reveals")
@requires(Players.PERSON_REVEAL)
def reveal_person(player_id: str) -> Response:
    return reveals.told(player_id)
