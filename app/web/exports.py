"""The two steps of taking a list out: asking for the format and the reason, then the job."""

from typing import ClassVar
from urllib.parse import urlencode

from flask import Flask, Response, request, url_for
from flask_login import current_user
from wtforms import RadioField

from app.exports.offers import Offer
from app.security.sessions import current_staff
from app.services import exports
from app.web.answers import page
from app.web.flashes import done
from app.web.forms import choices
from app.web.reasons import ReasonForm

PAGING = frozenset({"before", "after", "q"})


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
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in PAGING]
    return f"?{urlencode(kept)}" if kept else ""


def asking(offer: Offer, *, back: str, action: str, form: ExportForm | None = None) -> Response:
    """The page that asks; raises Invalid for filters that cannot be read."""
    filters = offer.read(request.args)
    status = 422 if form and form.errors else 200
    return page(
        "exports/new.html",
        status=status,
        form=form or ExportForm(),
        offer=offer,
        filters=filters,
        back=url_for(back) + kept_filters(),
        action=url_for(action) + kept_filters(),
    )


def asked(offer: Offer, *, back: str, action: str) -> Response:
    """Start the job and lead to its page, or ask again."""
    form = ExportForm()
    if not form.validate_on_submit():
        return asking(offer, back=back, action=action, form=form)
    wanted = exports.Wanted(form.format.data, form.code.data, form.text.data or "")
    brands = current_user.brands_for(offer.permission)
    export = exports.ask(offer, request.args, wanted, by=current_staff(), brands=brands)
    said = f"The file is being written. It lasts {exports.lasting()}."
    return done(url_for("exports.show_export", export_id=export.outside_id), said)
