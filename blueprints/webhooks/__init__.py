"""Webhooks: who is told what, and what became of it."""

from app.areas.webhooks.permissions import Webhooks
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.webhooks.finders import FINDERS
from blueprints.webhooks.forms import DeliveryFilters
from blueprints.webhooks.inbox import INBOX
from blueprints.webhooks.routes import blueprint

FACES = {"staff"}
LISTS = (KeptList("webhooks.list_deliveries", "Webhook deliveries", arguments(DeliveryFilters, *LAID_OUT)),)
NAVIGATION = (
    Place("System", "Webhooks", "arrow", "webhooks.list_endpoints", Webhooks.ENDPOINTS_READ, "h", ("/webhooks",)),
)
__all__ = ["FACES", "FINDERS", "INBOX", "LISTS", "NAVIGATION", "blueprint"]
