"""Registration and maintenance: how they stand, since when and why; maintenance begun and ended."""

from flask import Response

from app.areas.settings.permissions import Settings
from app.security.decorators import requires
from app.web.answers import page
from blueprints.settings.area import blueprint
from blueprints.settings.switches import tables, turning


@blueprint.get("/switches")
@requires(Settings.SWITCHES_READ)
def list_switches() -> Response:
    return page("settings/switches.html", **tables.switch_list())


@blueprint.get("/maintenance/beginning")
@requires(Settings.MAINTENANCE_BEGIN)
def show_beginning() -> Response:
    return turning.ask(turning.BEGINNING)


@blueprint.post("/maintenance/beginning")
@requires(Settings.MAINTENANCE_BEGIN)
def begin_maintenance() -> Response:
    return turning.do(turning.BEGINNING)


@blueprint.get("/maintenance/ending")
@requires(Settings.MAINTENANCE_END)
def show_ending() -> Response:
    return turning.ask(turning.ENDING)


@blueprint.post("/maintenance/ending")
@requires(Settings.MAINTENANCE_END)
def end_maintenance() -> Response:
    return turning.do(turning.ENDING)
