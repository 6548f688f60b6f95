"""The two steps of taking a list out: asking for the format and the reason, then the job."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField

from app.errors import Invalid
from app.exports.offers import Arguments, Asker, Offered
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import exports
from app.web.answers import page
from app.web.flashes import done
from app.web.forms import choices
from app.web.reasons import ReasonForm

UNKEPT = frozenset({"before", "after", "q", "open"})  # which part of the list is shown, and what beside it
UNREADABLE = "These filters cannot be read, so there is nothing to export. Go back and correct them."


class ExportForm(ReasonForm):
    """In which form, and why."""

    REASONS: ClassVar = {
        "reconciliation": "Reconciliation",
        "report": "A report",
        "investigation": "An investigation",
        "authority": "An authority or auditor asked",
        "other": "Another reason, in words",
    }

    format = RadioField("Format", default="xlsx", choices=choices([("xlsx", "Excel (XLSX)"), ("csv", "CSV")]))


def init_app(app: Flask) -> None:
    app.jinja_env.globals["kept_filters"] = kept_filters  # pyright: ignore[reportArgumentType]


def kept_filters() -> str:
    """The list's filters as the rest of an address, without the page of it."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in UNKEPT]
    return f"?{urlencode(kept)}" if kept else ""


def insist_on_readable(form: Form) -> None:
    """Raises Invalid: what a list shows beside a faulty filter is nothing, which nobody means to take out."""
    if not form.validate():
        raise Invalid(UNREADABLE)


def serve(blueprint: Blueprint, offer: Offered, *, under: str, back: str) -> None:
    """Two routes below the list's address `under`: the page that asks, and the job. `back` draws the list."""
    name = offer.name.partition(".")[2]
    action = f".export_{name}"

    @requires(offer.permission)
    def ask(**_: Any) -> Response:
        return _asking(offer, back=back, action=action)

    @requires(offer.permission)
    def export(**_: Any) -> Response:
        return _asked(offer, back=back, action=action)

    blueprint.add_url_rule(f"{under}/exports/new", f"new_{name}_export", ask)
    blueprint.add_url_rule(f"{under}/exports", f"export_{name}", export, methods=["POST"])


def _asking(offer: Offered, *, back: str, action: str, form: ExportForm | None = None) -> Response:
    """The page that asks; raises Invalid for filters that cannot be read."""
    filters = offer.read(_arguments(), Asker(current_staff().id, current_user.brands_for(offer.permission)))
    named = request.view_args or {}
    status = 422 if form and form.errors else 200
    return page(
        "exports/new.html",
        status=status,
        form=form or ExportForm(),
        offer=offer,
        filters=filters,
        back=url_for(back, **named) + kept_filters(),
        action=url_for(action, **named) + kept_filters(),
    )


def _asked(offer: Offered, *, back: str, action: str) -> Response:
    """Start the job and lead to its page, or ask again."""
    form = ExportForm()
    if not form.validate_on_submit():
        return _asking(offer, back=back, action=action, form=form)
    wanted = exports.Wanted(form.format.data, form.code.data, form.text.data or "")
    brands = current_user.brands_for(offer.permission)
    export = exports.ask(offer, _arguments(), wanted, by=current_staff(), brands=brands)
    said = f"The file is being written. It lasts {exports.lasting()}."
    return done(url_for("exports.show_export", export_id=export.outside_id), said)


def _arguments() -> Arguments:
    """What says which rows: the list's own filters, and whatever its address names."""
    arguments = MultiDict(request.args)
    for name, value in (request.view_args or {}).items():
        arguments[name] = str(value)
    return arguments
