"""Notices: one line that everybody on duty should read."""

from app.areas.notices.permissions import Notices
from app.web.navigation import Place
from blueprints.notices.routes import blueprint

FACES = {"staff"}
NAVIGATION = (Place("System", "Notice", "tray", "notices.show_notice", Notices.NOTICE_READ, letter="n"),)
__all__ = ["FACES", "NAVIGATION", "blueprint"]
