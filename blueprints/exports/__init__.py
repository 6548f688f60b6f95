"""Exports: the files somebody took out of lists."""

from app.areas.exports.permissions import Exports
from app.web.navigation import Place
from blueprints.exports.finders import FINDERS
from blueprints.exports.routes import blueprint

FACES = {"staff"}
NAVIGATION = (
    Place("Control", "Exports", "tray", "exports.list_exports", Exports.OWN_READ, frozenset({"exports.show_export"})),
)
__all__ = ["FACES", "FINDERS", "NAVIGATION", "blueprint"]
