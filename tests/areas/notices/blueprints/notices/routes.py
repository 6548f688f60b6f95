"""The notice, to read and to post."""

from flask import Blueprint, Response, make_response, redirect, url_for
from flask_login import current_user

from app.areas.notices.permissions import Notices
from app.areas.notices.settings import NOTICE
from app.queries import settings
from app.security.decorators import requires
from app.services import notices
from app.web.answers import page
from blueprints.notices.forms import NoticeForm

blueprint = Blueprint("notices", __name__, url_prefix="/notices")


@blueprint.get("/")
@requires(Notices.NOTICE_READ)
def show_notice() -> Response:
    said = settings.value(NOTICE)
    return page("notices/notice.html", said=said, form=NoticeForm(text=said))


@blueprint.post("/")
@requires(Notices.NOTICE_UPDATE)
def post_notice() -> Response:
    form = NoticeForm()
    if not form.validate():
        return page("notices/notice.html", said=settings.value(NOTICE), form=form, status=422)
    notices.post(form.text.data or "", by=current_user)
    return make_response(redirect(url_for(".show_notice"), 303))
