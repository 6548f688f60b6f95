"""What an operator may decide about payments."""

from datetime import timedelta

from app.areas.payments.permissions import Payments
from app.settings import Duration

ATTEMPT_LASTS = Duration(
    key="payments.attempt_lasts",
    default=timedelta(hours=24),
    least=timedelta(minutes=5),
    most=timedelta(days=30),
    sentence="An attempt to deposit that the payment provider does not report on expires after this time.",
    changed_by=Payments.SETTINGS_UPDATE,
)

CLAIM_LASTS = Duration(
    key="payments.claim_lasts",
    default=timedelta(minutes=5),
    least=timedelta(minutes=1),
    most=timedelta(hours=1),
    sentence="A withdrawal that somebody opened to decide is kept from others for this long.",
    changed_by=Payments.SETTINGS_UPDATE,
)
