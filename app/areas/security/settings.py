"""What an operator may decide about staff."""

from datetime import timedelta

from app.areas.security.permissions import Security
from app.settings import Duration

INVITATION_LASTS = Duration(
    key="security.invitation_lasts",
    default=timedelta(hours=24),
    least=timedelta(hours=1),
    most=timedelta(days=7),
    sentence="The link by which a member of staff sets a password lasts this long.",
    changed_by=Security.SETTINGS_UPDATE,
)
