"""Beginning and ending maintenance: at once, with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from app.areas.settings.permissions import Settings
from app.errors import Forbidden, NotFound, Refused
from app.queries import settings as queries
from app.queries.in_play import Scope, in_play
from app.services import availability
from app.services.availability import Why
from app.web import flashes, refusals
from app.web.answers import page
from app.web.effects import Change
from blueprints.settings.switches.forms import BeginningForm, EndingForm


@dataclass(frozen=True)
class Turn:
    """One of the two ways. `done` says what was done to a brand."""

    name: str
    permission: Settings
    form: type[BeginningForm] | type[EndingForm]
    do: Callable[..., Any]
    done: str


BEGINNING = Turn(
    "beginning",
    Settings.MAINTENANCE_BEGIN,
    BeginningForm,
    availability.maintain,
    "Maintenance of {brand} has begun: no new bets. Wins and rollbacks are taken.",
)
ENDING = Turn(
    "ending",
    Settings.MAINTENANCE_END,
    EndingForm,
    availability.end_maintenance,
    "Maintenance of {brand} has ended: bets are taken again.",
)


def ask(turn: Turn) -> Response:
    code = request.args.get("brand", "")
    return _drawn(turn, _brand(turn, code), turn.form(formdata=None, data={"brand": code}))


def do(turn: Turn) -> Response:
    """Done at once; a fault, or somebody who did it before, shows the form again."""
    form = turn.form()
    brand_id = _brand(turn, form.brand.data or "")
    if not form.validate():
        return _drawn(turn, brand_id, form, status=422)
    try:
        turn.do(brand_id, why=Why(form.words, form.code.data), by=current_user, permission=turn.permission)
    except Refused as error:
        told = refusals.for_a_form(error)
        return _drawn(turn, brand_id, form, status=told.status, trouble=told.message)
    said = turn.done.format(brand=_named(form))
    return flashes.done(url_for(".list_switches"), said, "warn" if turn is BEGINNING else "ok")


def _brand(turn: Turn, code: str) -> int | None:
    """The brand's id, None for all; raises NotFound for none of theirs, Forbidden for all when they have some."""
    brands = current_user.brands_for(turn.permission)
    if not code and brands is not None:
        needed = turn.permission
        raise Forbidden(f"You need the permission “{needed}” for every brand.", permission=needed)
    ids = {known: brand_id for brand_id, known in queries.brand_codes(brands).items()} if code else {}
    if code and code not in ids:
        raise NotFound("There is no such brand.")
    return ids[code] if code else None


def _named(form: BeginningForm | EndingForm) -> str:
    return queries.brand_name(form.brand.data) if form.brand.data else "every brand"


def _drawn(
    turn: Turn, brand_id: int | None, form: BeginningForm | EndingForm, *, status: int = 200, trouble: str = ""
) -> Response:
    before, after = ("Taken", "Refused") if turn is BEGINNING else ("Refused", "Taken")
    context: dict[str, Any] = {
        "turn": turn.name,
        "form": form,
        "brand": _named(form),
        "changes": [
            Change("New bets", before, after),
            Change("New game sessions", before, after),
            Change("Wins and rollbacks", "Taken", "Taken", "whatever else stands"),
        ],
        "met": in_play(Scope(brand_id=brand_id)) if turn is BEGINNING else None,
        "trouble": trouble,
    }
    return page("settings/maintenance.html", piece="settings/_maintenance.html", status=status, **context)
