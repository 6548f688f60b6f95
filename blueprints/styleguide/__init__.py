"""The style guide: each component in each of its states, with how it is called."""

from app.areas.styleguide.permissions import Styleguide
from app.web.navigation import Place
from blueprints.styleguide.routes import blueprint

FACES = {"staff"}
NAVIGATION = (Place("System", "Style guide", "palette", "styleguide.show_overview", Styleguide.COMPONENTS_READ, "y"),)
__all__ = ["FACES", "NAVIGATION", "blueprint"]
