"""The notice: posted by one, read by all."""

from app.areas.notices.events import NoticePosted
from app.areas.notices.settings import NOTICE
from app.audit import log
from app.extensions import transaction
from app.security.sessions import SignedIn
from app.services import settings


def post(text: str, *, by: SignedIn) -> None:
    """Replace what the notice says; raises Invalid when it is too long, Forbidden when `by` may not."""
    with transaction():
        settings.change(NOTICE.key, text, reason="Posted as a notice", by=by)
        log.record(NoticePosted(target=by.staff.outside_id, length=len(text)))
