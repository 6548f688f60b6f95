"""What an operator may decide about webhooks."""

from datetime import timedelta

from app.areas.webhooks.permissions import Webhooks
from app.settings import Duration

DISABLE_AFTER = Duration(
    key="webhooks.disable_after",
    default=timedelta(days=5),
    least=timedelta(days=1),
    most=timedelta(days=30),
    sentence="An endpoint at which every attempt failed for this long is disabled, and staff see why.",
    changed_by=Webhooks.ENDPOINTS_MANAGE,
)
OVERLAP = Duration(
    key="webhooks.secret_overlap",
    default=timedelta(days=1),
    least=timedelta(minutes=5),
    most=timedelta(days=30),
    sentence="After a rotation the old secret of an endpoint still signs for this long.",
    changed_by=Webhooks.ENDPOINTS_MANAGE,
)
