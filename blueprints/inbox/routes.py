"""What waits for whoever asks."""

from flask import Blueprint, Response

from app.areas.inbox.permissions import Inbox
from app.security.decorators import requires
from app.web import waiting
from app.web.answers import page

blueprint = Blueprint("inbox", __name__, url_prefix="/inbox")


@blueprint.get("")
@requires(Inbox.ITEMS_READ)
def show_inbox() -> Response:
    return page("inbox/inbox.html", waits=waiting.found(), watched=waiting.sources())


@blueprint.get("/news")
@requires(Inbox.ITEMS_READ, is_attended=False)
def show_inbox_news() -> Response:
    return page("inbox/_inbox.html", waits=waiting.found(), watched=waiting.sources())
