"""The audit log, to search and to read. It is of every brand, and so is the right to it."""

from flask import Blueprint, Response

from app.areas.audit.permissions import Audit
from app.security.decorators import requires
from app.web.answers import page
from app.web.exports import serve
from blueprints.audit import tables
from blueprints.audit.exports import RECORDS
from blueprints.audit.forms import RecordFilters

blueprint = Blueprint("audit", __name__, url_prefix="/audit")
serve(blueprint, RECORDS, under="/records", back=".list_records")


@blueprint.get("/records")
@requires(Audit.RECORDS_READ, is_everywhere=True)
def list_records() -> Response:
    return page("audit/records.html", piece="audit/_list.html", **tables.record_list(RecordFilters.read()))


@blueprint.get("/records/<record_id>")
@requires(Audit.RECORDS_READ, is_everywhere=True)
def show_record(record_id: str) -> Response:
    return page("audit/record.html", **tables.record(record_id))
