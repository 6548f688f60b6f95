"""The catalogue: which games are offered, and for whom."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.games.permissions import Games
from app.ids import inside
from app.queries import catalogue
from app.queries.in_play import Scope
from app.security.decorators import requires
from app.web.answers import page
from blueprints.games import stopping
from blueprints.games.area import blueprint
from blueprints.games.catalogue import tables
from blueprints.games.catalogue.forms import GameFilters
from blueprints.games.stopping import Target


@blueprint.get("/catalogue")
@requires(Games.CATALOGUE_READ)
def list_games() -> Response:
    context = tables.game_list(GameFilters.read(), current_user.brands_for(Games.CATALOGUE_READ))
    return page("games/catalogue.html", piece="games/_catalogue.html", **context)


@blueprint.get("/catalogue/<game_id>")
@requires(Games.CATALOGUE_READ)
def show_game(game_id: str) -> Response:
    brands = current_user.brands_for(Games.CATALOGUE_READ)
    return page("games/game.html", **tables.game_record(catalogue.one(inside("gm", game_id), brands), brands))


@blueprint.get("/catalogue/<game_id>/disabling")
@requires(Games.AVAILABILITY_DISABLE)
def show_game_disabling(game_id: str) -> Response:
    return stopping.ask(_target(game_id))


@blueprint.post("/catalogue/<game_id>/disabling")
@requires(Games.AVAILABILITY_DISABLE)
def disable_game(game_id: str) -> Response:
    return stopping.do(_target(game_id))


def _target(game_id: str) -> Target:
    game = catalogue.one(inside("gm", game_id), None).game
    return Target(game.name, url_for(".show_game", game_id=game_id), Games.AVAILABILITY_DISABLE, Scope(game_id=game.id))
