"""Changing a setting: which value, what that changes, why. A dialog asks at once, a page one after the other."""

from typing import Any

from flask import Response, request
from flask_login import current_user

from app.areas.settings.permissions import Settings
from app.errors import Forbidden, Invalid, NotFound, Overtaken
from app.queries import settings as queries
from app.services import settings
from app.settings import Setting
from app.web import flashes, refusals
from app.web.answers import page
from app.web.differences import Difference
from app.web.effects import Change
from app.web.hx import hx
from blueprints.settings.values import tables
from blueprints.settings.values.forms import ChangeForm, ValueForm, capital, form_for

PREVIEW = "setting-effect"  # asked again while somebody types: half a value is no fault
PIECES = {"dialog-body": "settings/_change.html", PREVIEW: "settings/_change_effect.html"}


def show(area: str, name: str) -> Response:
    """The form: with a value, what it would change and the question why."""
    setting = tables.named(area, name)
    brand_id = _insist(setting, request.args.get("brand", ""))
    newest = queries.newest(setting, brand_id)
    known = {
        "value": request.args.get("value", setting.written(queries.value(setting, brand_id=brand_id))),
        "version": str(newest.id if newest else 0),
        "brand": request.args.get("brand", ""),
        "reset": request.args.get("reset", ""),
    }
    form = form_for(setting, formdata=None, data=known)
    return _drawn(setting, brand_id, form, is_asked="value" in request.args or bool(known["reset"]))


def do(area: str, name: str) -> Response:
    """Do it; a fault, or somebody who was quicker, shows the form again with what was typed."""
    setting = tables.named(area, name)
    form = form_for(setting)
    brand_id = _insist(setting, form.brand.data or "")
    if not form.validate():
        return _drawn(setting, brand_id, form, status=422)
    try:
        now = settings.change(
            setting.key, form.wanted, reason=form.why, by=current_user, brand=form.brand.data or "", seen=form.seen
        )
    except Overtaken as error:
        return _overtaken(setting, brand_id, form, error)
    except Invalid as error:
        refusals.beside(form, error, otherwise="value")
        return _drawn(setting, brand_id, form, status=422)
    told = f" for {queries.brand_name(form.brand.data)}" if form.brand.data else ""
    return flashes.done(tables.address(setting), f"{setting.title} is now {now}{told}, from the next request on.")


def _insist(setting: Setting[Any], brand: str) -> int | None:
    """The brand's id, None for all; raises NotFound, or Forbidden for whoever may not change it there."""
    brands = current_user.brands_for(Settings.VALUES_READ)
    ids = {code: brand_id for brand_id, code in queries.brand_codes(brands).items()} if setting.is_per_brand else {}
    if brand and brand not in ids:
        raise NotFound("There is no such brand, or this setting is the same for all.")
    brand_id = ids[brand] if brand else None
    if not settings.may_change(setting, brand_id, current_user):
        needed = setting.changed_by
        raise Forbidden(f"Changing {setting.key} takes the permission “{needed}”.", permission=needed)
    return brand_id


def _overtaken(setting: Setting[Any], brand_id: int | None, form: ChangeForm, error: Overtaken) -> Response:
    told = refusals.remembered(error)
    queries.forget()
    newest = queries.newest(setting, brand_id)
    form.version.data = str(newest.id if newest else 0)
    both = [Difference("Value", newest.value if newest else None, form.wanted)]
    names = tables.who([newest.actor_id] if newest else [])
    return _drawn(setting, brand_id, form, status=told.status, overtaken=newest, both=both, names=names)


def _drawn(
    setting: Setting[Any],
    brand_id: int | None,
    form: ChangeForm,
    *,
    is_asked: bool = True,
    status: int = 200,
    **more: Any,
) -> Response:
    asked = ValueForm(data={"value": form.value.data}, setting=setting)
    is_known = is_asked and (bool(form.reset.data) or asked.validate())
    context: dict[str, Any] = {
        "setting": setting,
        "form": form,
        "brand_name": queries.brand_name(form.brand.data or ""),
        "asked": asked,
        "is_known": is_known,
        "rule": capital(setting.rule),
        "changes": _effect(setting, brand_id, form) if is_known else [],
        "record": tables.address(setting),
        "action": tables.address(setting, "change_setting"),
        "here": tables.address(setting, "show_new_change"),
    }
    is_faulty = is_asked and not is_known and hx().target_id != PREVIEW
    return page(
        "settings/change.html", pieces=PIECES, status=422 if is_faulty and status == 200 else status, **context | more
    )


def _effect(setting: Setting[Any], brand_id: int | None, form: ChangeForm) -> list[Change]:
    """For each brand that the change reaches, what counts now and then."""
    wanted = None if form.wanted is None else setting.written(setting.parsed(form.wanted))
    found = queries.outlook(setting, brand_id, wanted, current_user.brands_for(Settings.VALUES_READ))
    return [Change(each.brand_name, each.now, each.then) for each in found]
