"""Inbox: what waits for a person, from all areas."""

from app.areas.inbox.permissions import Inbox
from app.web.navigation import Place
from blueprints.inbox.routes import blueprint

FACES = {"staff"}
NAVIGATION = (Place("", "Inbox", "tray", "inbox.show_inbox", Inbox.ITEMS_READ, "i"),)
__all__ = ["FACES", "NAVIGATION", "blueprint"]
