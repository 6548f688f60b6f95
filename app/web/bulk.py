"""The first step of an act on all that match: its page asks for the reason, then a job tries it out."""

from flask import Response, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.bulk.actions import Action, Why
from app.exports.offers import Arguments
from app.security.sessions import current_staff
from app.services import bulk_runs
from app.web.answers import page
from app.web.exports import UNKEPT, kept_filters
from app.web.flashes import done
from app.web.reasons import ReasonForm

PLACE = UNKEPT | {"seen", "newest"}


def asking(bulk: Action, form: ReasonForm, *, back: str, action: str) -> Response:
    """The page that asks; raises Invalid for filters that cannot be read."""
    return page(
        "bulk/new.html",
        status=422 if form.errors else 200,
        form=form,
        bulk=bulk,
        filters=bulk.read(_filters()),
        back=url_for(back) + kept_filters(),
        action=url_for(action) + kept_filters(),
    )


def asked(bulk: Action, form: ReasonForm, *, back: str, action: str) -> Response:
    """Start the dry run and lead to its page, or ask again."""
    if not form.validate_on_submit():
        return asking(bulk, form, back=back, action=action)
    brands = current_user.brands_for(bulk.permission)
    why = Why(form.code.data, form.text.data or "")
    run = bulk_runs.ask(bulk, _filters(), why, by=current_staff(), brands=brands)
    return done(url_for("bulk.show_bulk_run", bulk_id=run.outside_id), "Nothing is changed yet: a dry run comes first.")


def _filters() -> Arguments:
    return MultiDict([(name, value) for name, value in request.args.items(multi=True) if value and name not in PLACE])
