"""What the notice says."""

from app.areas.notices.permissions import Notices
from app.settings import Text

NOTICE = Text(
    key="notices.notice",
    default="",
    longest=120,
    sentence="What everybody on duty should read; empty: nothing.",
    changed_by=Notices.NOTICE_UPDATE,
)
