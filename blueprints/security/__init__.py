"""Staff and roles: who works here, what they may, and how that ends at once."""

from app.areas.security.permissions import Security
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.security.finders import FINDERS
from blueprints.security.forms import StaffFilters
from blueprints.security.routes import blueprint

FACES = {"staff"}
LISTS = (KeptList("security.list_staff", "Staff", arguments(StaffFilters, *LAID_OUT)),)
NAVIGATION = (
    Place(
        "System",
        "Staff and roles",
        "lock",
        "security.list_staff",
        Security.STAFF_READ,
        letter="s",
        under=("/security",),
        desk=Security.STAFF_ADD,
    ),
)
__all__ = ["FACES", "FINDERS", "LISTS", "NAVIGATION", "blueprint"]
