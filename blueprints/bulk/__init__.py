"""Acts on many: what they would do, and what they did."""

from app.areas.bulk.permissions import Bulk
from app.web.navigation import Place
from blueprints.bulk.finders import FINDERS
from blueprints.bulk.inbox import INBOX
from blueprints.bulk.routes import blueprint

FACES = {"staff"}
NAVIGATION = (Place("Control", "Bulk runs", "rows", "bulk.list_bulk_runs", Bulk.OWN_READ, "b"),)
__all__ = ["FACES", "FINDERS", "INBOX", "NAVIGATION", "blueprint"]
