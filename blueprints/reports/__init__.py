"""Reports: figures by day and by whatever tells them apart, each with its definition."""

from app.areas.reports.permissions import Reports
from app.web.navigation import Place
from blueprints.reports.files import EXPORTS
from blueprints.reports.routes import blueprint

FACES = {"staff"}
NAVIGATION = (Place("Control", "Reports", "report", "reports.show_summary", Reports.FIGURES_READ, "o"),)
__all__ = ["EXPORTS", "FACES", "NAVIGATION", "blueprint"]
