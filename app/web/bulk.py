"""The first step of an act on many: its page asks for the reason, then a job tries it out."""

from urllib.parse import parse_qsl, urlencode

from flask import Response, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.bulk.actions import CHOSEN, Action, Why
from app.exports.offers import Arguments
from app.security.sessions import current_staff
from app.services import bulk_runs
from app.web.answers import page
from app.web.exports import UNKEPT
from app.web.flashes import done
from app.web.reasons import ReasonForm
from app.web.selection import FILTERS, SCOPE, Selection

PLACE = UNKEPT | {"seen", "newest"}


def asking(bulk: Action, form: ReasonForm, *, back: str, action: str) -> Response:
    """The page that asks; raises Invalid for filters that cannot be read, NotFound for rows of another brand."""
    wanted = _wanted()
    return page(
        "bulk/new.html",
        status=422 if form.errors else 200,
        form=form,
        bulk=bulk,
        chosen=wanted.getlist(CHOSEN),
        filters=bulk_runs.sought(bulk, wanted, current_user.brands_for(bulk.permission)),
        back=_address(back, _shown()),
        action=url_for(action) + (f"?{request.query_string.decode()}" if request.query_string else ""),
    )


def asked(bulk: Action, form: ReasonForm, *, back: str, action: str) -> Response:
    """Start the dry run and lead to its page, or ask again."""
    if not form.validate_on_submit():
        return asking(bulk, form, back=back, action=action)
    brands = current_user.brands_for(bulk.permission)
    why = Why(form.code.data, form.text.data or "")
    run = bulk_runs.ask(bulk, _wanted(), why, by=current_staff(), brands=brands)
    return done(url_for("bulk.show_bulk_run", bulk_id=run.outside_id), "Nothing is changed yet: a dry run comes first.")


def _wanted() -> Arguments:
    """What the address means: the ids of rows, the filters that its list had, or filters themselves."""
    if CHOSEN not in request.args and SCOPE not in request.args:
        return _without_place(request.args)
    selection = Selection.read()
    if selection.is_all:
        return _without_place(selection.arguments)
    return MultiDict((CHOSEN, each) for each in selection.ids)


def _shown() -> Arguments:
    """The filters of the list from which somebody came."""
    from_list = MultiDict(parse_qsl(request.args[FILTERS])) if FILTERS in request.args else request.args
    return _without_place(from_list)


def _without_place(arguments: Arguments) -> Arguments:
    dropped = PLACE | {CHOSEN, SCOPE, FILTERS}
    return MultiDict((name, value) for name, value in arguments.items(multi=True) if value and name not in dropped)


def _address(endpoint: str, arguments: Arguments) -> str:
    query = urlencode([*arguments.items(multi=True)])
    return url_for(endpoint) + (f"?{query}" if query else "")
