"""Stops: what bars play now, what did before, and letting it go on."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.games.permissions import Games
from app.ids import inside
from app.queries import stops
from app.queries.in_play import Scope
from app.queries.stops import SeenStop
from app.security.decorators import requires
from app.services import availability
from app.services.availability import Why
from app.web import flashes
from app.web.answers import page
from blueprints.games import stopping
from blueprints.games.area import blueprint
from blueprints.games.stopping import Target
from blueprints.games.stops import tables
from blueprints.games.stops.forms import EnablingForm


@blueprint.get("/stops")
@requires(Games.CATALOGUE_READ)
def list_stops() -> Response:
    context = tables.stop_list(tables.StopFilters.read(), current_user.brands_for(Games.CATALOGUE_READ))
    return page("games/stops.html", piece="games/_stops.html", **context)


@blueprint.get("/stops/everything")
@requires(Games.SITE_DISABLE)
def show_stopping_everything() -> Response:
    return stopping.ask(_everything())


@blueprint.post("/stops/everything")
@requires(Games.SITE_DISABLE)
def stop_everything() -> Response:
    return stopping.do(_everything())


@blueprint.get("/stops/<stop_id>")
@requires(Games.CATALOGUE_READ)
def show_stop(stop_id: str) -> Response:
    return page("games/stop.html", **tables.stop_record(_seen(stop_id, Games.CATALOGUE_READ)))


@blueprint.get("/stops/<stop_id>/lifting")
@requires(Games.AVAILABILITY_ENABLE)
def show_lifting(stop_id: str) -> Response:
    return _asked(_seen(stop_id, Games.AVAILABILITY_ENABLE), EnablingForm())


@blueprint.post("/stops/<stop_id>/lifting")
@requires(Games.AVAILABILITY_ENABLE)
def lift_stop(stop_id: str) -> Response:
    return _lifted(_seen(stop_id, Games.AVAILABILITY_ENABLE), Games.AVAILABILITY_ENABLE)


@blueprint.get("/stops/<stop_id>/lifting-everything")
@requires(Games.SITE_ENABLE)
def show_lifting_everything(stop_id: str) -> Response:
    return _asked(_seen(stop_id, Games.SITE_ENABLE), EnablingForm())


@blueprint.post("/stops/<stop_id>/lifting-everything")
@requires(Games.SITE_ENABLE)
def lift_everything(stop_id: str) -> Response:
    return _lifted(_seen(stop_id, Games.SITE_ENABLE), Games.SITE_ENABLE)


def _everything() -> Target:
    return Target("Everything", url_for(".list_stops"), Games.SITE_DISABLE, Scope(), is_one=False)


def _lifted(stop: SeenStop, permission: Games) -> Response:
    form = EnablingForm()
    if not form.validate():
        return _asked(stop, form, status=422)
    availability.lift(stop.id, why=Why(form.words, form.code.data), by=current_user, permission=permission)
    return flashes.done(url_for(".show_stop", stop_id=stop.id), f"{stop.name} can be played again: {stop.where}.")


def _seen(stop_id: str, permission: Games) -> SeenStop:
    return stops.one(inside("sp", stop_id), current_user.brands_for(permission))


def _asked(stop: SeenStop, form: EnablingForm, *, status: int = 200) -> Response:
    return page("games/lifting.html", piece="games/_lifting.html", status=status, stop=stop, form=form)
