"""One’s own exports: how far they are, and their files."""

from typing import Any

from flask import Blueprint, Response, send_file, url_for

from app.areas.exports.permissions import Exports
from app.ids import inside
from app.queries import exports as queries
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import exports
from app.web import cursors
from app.web.answers import page
from app.web.flashes import done

blueprint = Blueprint("exports", __name__, url_prefix="/exports")


@blueprint.get("")
@requires(Exports.OWN_READ)
def list_exports() -> Response:
    found = queries.listed(cursors.window(), current_staff().id)
    context: dict[str, Any] = {"page": found, "turns": cursors.turns(found), "lasts": exports.lasting()}
    return page("exports/exports.html", piece="exports/_exports.html", **context)


@blueprint.get("/<export_id>")
@requires(Exports.OWN_READ)
def show_export(export_id: str) -> Response:
    return page("exports/export.html", export=_export(export_id))


@blueprint.get("/<export_id>/progress")
@requires(Exports.OWN_READ, is_attended=False)
def show_export_progress(export_id: str) -> Response:
    return page("exports/_export.html", export=_export(export_id))


@blueprint.get("/<export_id>/file")
@requires(Exports.OWN_READ)
def download_export(export_id: str) -> Response:
    path, name = exports.fetch(export_id, by=current_staff())
    answer = send_file(path, as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/<export_id>/cancellation")
@requires(Exports.OWN_READ)
def cancel_export(export_id: str) -> Response:
    exports.cancel(export_id, by=current_staff())
    return done(url_for(".show_export", export_id=export_id), "It stops at its next step.", "info")


def _export(export_id: str) -> queries.SeenExport:
    return queries.one(inside("ex", export_id), current_staff().id)
