"""The style guide, for whoever builds screens."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, make_response, render_template, url_for

from app import clock
from app.areas.styleguide.permissions import Styleguide
from app.security.decorators import requires
from app.services import styleguide
from app.web import flashes
from app.web.answers import page
from app.web.reasons import ReasonForm
from app.web.selection import Selection
from blueprints.styleguide import logs
from blueprints.styleguide.acts import act
from blueprints.styleguide.forms import SampleForm
from blueprints.styleguide.sections import SECTIONS, section

blueprint = Blueprint("styleguide", __name__, url_prefix="/styleguide")


@blueprint.get("")
@requires(Styleguide.COMPONENTS_READ)
def show_overview() -> Response:
    return page("styleguide/overview.html", sections=SECTIONS, earlier=clock.now() - timedelta(days=1, minutes=7))


@blueprint.get("/<name>")
@requires(Styleguide.COMPONENTS_READ)
def show_section(name: str) -> Response:
    found = section(name)
    shown = found.examples()
    return page("styleguide/section.html", pieces=found.pieces, section=found, sections=SECTIONS, **shown)


@blueprint.get("/log")
@requires(Styleguide.COMPONENTS_READ, is_attended=False)
def show_log_news() -> Response:
    return page("styleguide/_log_lines.html", lines=logs.news())


@blueprint.post("/forms")
@requires(Styleguide.COMPONENTS_READ)
def try_form() -> Response:
    form, found = SampleForm(), section("forms")
    if not form.validate():
        shown: dict[str, Any] = found.examples() | {"form": form}
        return make_response(render_template("styleguide/section.html", section=found, sections=SECTIONS, **shown), 422)
    styleguide.note_try("sample")
    return flashes.done(url_for(".show_section", name="forms"), "The form was read. Nothing was changed.")


@blueprint.get("/selection")
@requires(Styleguide.COMPONENTS_READ)
def show_selection() -> Response:
    return page("styleguide/selection.html", selection=Selection.read())


@blueprint.get("/acts/<level>")
@requires(Styleguide.COMPONENTS_READ)
def show_act(level: str) -> Response:
    return _act_page(level, act(level).form())


@blueprint.post("/acts/<level>")
@requires(Styleguide.COMPONENTS_READ)
def try_act(level: str) -> Response:
    form = act(level).form()
    if not form.validate():
        return _act_page(level, form, status=422)
    styleguide.note_try(f"act of level {level}")
    return flashes.done(url_for(".show_section", name="dialogs"), "It was agreed to. Nothing was changed.")


def _act_page(level: str, form: ReasonForm, *, status: int = 200) -> Response:
    return page(
        "styleguide/act.html", piece="styleguide/_act.html", status=status, act=act(level), form=form, level=level
    )
