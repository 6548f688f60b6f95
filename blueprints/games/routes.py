"""Rounds and the calls behind them, to read."""

from flask import Response, current_app, make_response, redirect, request
from flask_login import current_user

from app.areas.games.permissions import Games
from app.ids import inside
from app.queries import calls, rounds
from app.security.decorators import requires
from app.security.permissions import Permission
from app.security.sessions import current_staff
from app.web.answers import page
from app.web.exports import serve
from blueprints.games import tables
from blueprints.games.area import blueprint
from blueprints.games.exports import CALLS, ROUNDS
from blueprints.games.forms import CallFilters, RoundFilters

serve(blueprint, ROUNDS, under="/rounds", back=".list_rounds")
serve(blueprint, CALLS, under="/calls", back=".list_calls")


@blueprint.get("/rounds")
@requires(Games.ROUNDS_READ)
def list_rounds() -> Response:
    if wanted := request.args.get("q", "").strip():
        return make_response(redirect(tables.place_of(wanted)))
    context = tables.round_list(RoundFilters.read(), _brands(Games.ROUNDS_READ))
    return page("games/rounds.html", piece="games/_rounds.html", **context)


@blueprint.get("/rounds/news")
@requires(Games.ROUNDS_READ, is_attended=False)
def show_round_news() -> Response:
    context = tables.round_news(RoundFilters.read(), _brands(Games.ROUNDS_READ))
    return page("games/_news.html", **context)


@blueprint.get("/rounds/stream")
@requires(Games.ROUNDS_READ, is_attended=False)
def stream_rounds() -> Response:
    hub = current_app.extensions["ledger_hub"]
    seen = request.headers.get("Last-Event-ID") or request.args.get("seen", "")
    return hub.answer(current_staff().id, seen)


@blueprint.get("/rounds/<round_id>")
@requires(Games.ROUNDS_READ)
def show_round(round_id: str) -> Response:
    seen = rounds.one(inside("rd", round_id), _brands(Games.ROUNDS_READ))
    may_read_calls = _may_read_calls_of(seen.brand_id)
    return page("games/round.html", **tables.round_record(seen, with_bodies=may_read_calls))


@blueprint.get("/calls")
@requires(Games.CALLS_READ)
def list_calls() -> Response:
    context = tables.call_list(CallFilters.read(), _brands(Games.CALLS_READ))
    return page("games/calls.html", piece="games/_calls.html", **context)


@blueprint.get("/calls/<call_id>")
@requires(Games.CALLS_READ)
def show_call(call_id: str) -> Response:
    call = calls.one(inside("rq", call_id), _brands(Games.CALLS_READ))
    return page("games/call.html", call=call)


def _brands(permission: Permission) -> frozenset[int] | None:
    return current_user.brands_for(permission)


def _may_read_calls_of(brand_id: int) -> bool:
    return current_user.may_for(Games.CALLS_READ, brand_id)
