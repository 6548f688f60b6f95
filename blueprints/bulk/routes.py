"""One’s own acts on many: the dry run, the count that starts it, what became of each row."""

from typing import Any

from flask import Blueprint, Response, url_for

from app.areas.bulk.permissions import Bulk
from app.ids import inside
from app.queries import bulk_runs as queries
from app.queries.bulk_runs import SeenBulkRun
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import bulk_runs
from app.web import cursors
from app.web.answers import page
from app.web.flashes import done
from app.web.reasons import CountForm
from blueprints.bulk import records

blueprint = Blueprint("bulk", __name__, url_prefix="/bulk")


@blueprint.get("")
@requires(Bulk.OWN_READ)
def list_bulk_runs() -> Response:
    found = queries.listed(cursors.window(), current_staff().id)
    return page("bulk/runs.html", piece="bulk/_runs.html", page=found, turns=cursors.turns(found))


@blueprint.get("/<bulk_id>")
@requires(Bulk.OWN_READ)
def show_bulk_run(bulk_id: str) -> Response:
    return page("bulk/run.html", piece="bulk/_rows.html", **_context(_run(bulk_id)))


@blueprint.get("/<bulk_id>/progress")
@requires(Bulk.OWN_READ, is_attended=False)
def show_bulk_run_progress(bulk_id: str) -> Response:
    return page("bulk/_run.html", **_context(_run(bulk_id)))


@blueprint.post("/<bulk_id>/runs")
@requires(Bulk.OWN_START)
def start_bulk_run(bulk_id: str) -> Response:
    run = _run(bulk_id)
    form = CountForm(expected=run.count)
    if run.may_be_started and not form.validate():
        return page("bulk/run.html", status=422, **_context(run, form))
    started = bulk_runs.start(bulk_id, run.count, by=current_staff())
    return done(url_for(".show_bulk_run", bulk_id=started.outside_id), "It has begun. You may leave this page.")


@blueprint.post("/<bulk_id>/cancellation")
@requires(Bulk.OWN_START)
def cancel_bulk_run(bulk_id: str) -> Response:
    bulk_runs.cancel(bulk_id, by=current_staff())
    return done(url_for(".show_bulk_run", bulk_id=bulk_id), "It stops at its next step.", "info")


def _run(bulk_id: str) -> SeenBulkRun:
    return queries.one(inside("bk", bulk_id), current_staff().id)


def _context(run: SeenBulkRun, form: CountForm | None = None) -> dict[str, Any]:
    return records.record(run, form or CountForm(expected=run.count))
