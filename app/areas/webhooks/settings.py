"""What an operator may decide about webhooks."""

from datetime import timedelta

from app.areas.webhooks.permissions import Webhooks
from app.settings import Duration

DELIVERIES_KEPT = Duration(
    key="webhooks.deliveries_kept",
    default=timedelta(days=90),
    least=timedelta(days=7),
    most=timedelta(days=3650),
    sentence="A delivery that arrived is kept with its answers for this long; a dead letter until it is sent again.",
    changed_by=Webhooks.ENDPOINTS_MANAGE,
)
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
