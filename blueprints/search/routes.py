"""One search for everything: the palette shows a piece of it."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, request
from flask_login import current_user

from app.areas.search.permissions import Search
from app.security.decorators import requires
from app.web import finding, navigation
from app.web.answers import page
from app.web.hx import hx
from blueprints.search.finders import MANY, find_players

blueprint = Blueprint("search", __name__, url_prefix="/search")


@blueprint.get("")
@requires(Search.RECORDS_FIND)
def find_records() -> Response:
    text = request.args.get("q", "").replace("\0", "\ufffd").strip()
    if not hx().partial and (address := finding.direct(text)):
        return make_response(redirect(address))
    places = [place for place in navigation.open_places() if text.lower() in place.label.lower()]
    context: dict[str, Any] = {"groups": finding.groups(text), "is_shortened": finding.is_shortened(text)}
    return page("search/results.html", piece="search/_results.html", q=text, places=places, **context)


@blueprint.get("/players")
@requires(Search.PLAYERS_FIND)
def list_players() -> Response:
    text = request.args.get("q", "").replace("\0", "\ufffd").strip()
    wide_enough = len(text) >= finding.FEWEST
    hits = find_players(text, current_user.brands_for(Search.PLAYERS_FIND), MANY) if wide_enough else ()
    return page("search/players.html", q=text, hits=hits, most=MANY)
