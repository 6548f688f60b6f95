"""The day so far."""

from flask import Blueprint, Response

from app.areas.dashboard.permissions import Dashboard
from app.security.decorators import requires
from app.web.answers import page
from blueprints.dashboard import today

blueprint = Blueprint("dashboard", __name__, url_prefix="/dashboard")


@blueprint.get("")
@requires(Dashboard.TODAY_READ)
def show_today() -> Response:
    return page("dashboard/today.html", piece="dashboard/_today.html", **today.parts())


@blueprint.get("/news")
@requires(Dashboard.TODAY_READ, is_attended=False)
def show_today_news() -> Response:
    return page("dashboard/_today.html", **today.parts())
