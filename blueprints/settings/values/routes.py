"""Typed settings, to read and to change. Which permission a change takes, each setting says itself."""

from flask import Response

from app.areas.settings.permissions import Settings
from app.security.decorators import requires
from app.web.answers import page
from blueprints.settings.area import blueprint
from blueprints.settings.values import changes, tables


@blueprint.get("/values")
@requires(Settings.VALUES_READ)
def list_settings() -> Response:
    return page("settings/settings.html", **tables.setting_list())


@blueprint.get("/values/<area>/<setting>")
@requires(Settings.VALUES_READ)
def show_setting(area: str, setting: str) -> Response:
    return page("settings/setting.html", **tables.setting_record(area, setting))


@blueprint.get("/values/<area>/<setting>/changes/new")
@requires(Settings.VALUES_READ)
def show_new_change(area: str, setting: str) -> Response:
    return changes.show(area, setting)


@blueprint.post("/values/<area>/<setting>/changes")
@requires(Settings.VALUES_READ)
def change_setting(area: str, setting: str) -> Response:
    return changes.do(area, setting)
