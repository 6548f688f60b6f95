"""Exports: the files somebody took out of lists."""

from app.areas.exports.permissions import Exports
from app.web.navigation import Place
from blueprints.exports.finders import FINDERS
from blueprints.exports.inbox import INBOX
from blueprints.exports.routes import blueprint

FACES = {"staff"}
NAVIGATION = (Place("Control", "Exports", "export", "exports.list_exports", Exports.OWN_READ, "x"),)
__all__ = ["FACES", "FINDERS", "INBOX", "NAVIGATION", "blueprint"]
