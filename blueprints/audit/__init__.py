"""The audit log: searched by who, what, about what and when; one record with what it changed."""

from app.areas.audit.permissions import Audit
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.audit.exports import RECORDS
from blueprints.audit.finders import FINDERS
from blueprints.audit.forms import RecordFilters
from blueprints.audit.routes import blueprint

FACES = {"staff"}
EXPORTS = (RECORDS,)
LISTS = (KeptList("audit.list_records", "Audit log", arguments(RecordFilters, *LAID_OUT)),)
NAVIGATION = (Place("Control", "Audit log", "note", "audit.list_records", Audit.RECORDS_READ, "u"),)
__all__ = ["EXPORTS", "FACES", "FINDERS", "LISTS", "NAVIGATION", "blueprint"]
