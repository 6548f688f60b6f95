"""Dashboard: whether today is like other days, and what needs a person."""

from app.areas.dashboard.permissions import Dashboard
from app.web.navigation import Place
from blueprints.dashboard.routes import blueprint

FACES = {"staff"}
NAVIGATION = (Place("", "Dashboard", "house", "dashboard.show_today", Dashboard.TODAY_READ, "d"),)
__all__ = ["FACES", "NAVIGATION", "blueprint"]
