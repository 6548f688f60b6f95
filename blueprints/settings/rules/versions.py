"""A new version of the rules: what differs is shown before anybody is asked why."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.areas.settings.permissions import Settings
from app.errors import Overtaken, Refused
from app.queries import jurisdictions as queries
from app.queries.jurisdictions import Profile, SeenBrand
from app.services import jurisdictions
from app.web import flashes, refusals
from app.web.answers import page
from app.web.differences import between
from blueprints.settings.rules.forms import ConfirmForm, RulesForm, as_typed
from blueprints.settings.values.forms import number


def show(code: str) -> Response:
    """The form, filled in with the newest version; once it is sent here, what would change and the question why."""
    profile, standing = _profile(code)
    is_asked = "minimum_age" in request.args
    asked = RulesForm(request.args if is_asked else MultiDict(as_typed(profile.newest)))
    confirm = ConfirmForm(formdata=None, data={"version": str(profile.newest.number)})
    is_sound = is_asked and asked.is_sound()
    return _drawn(
        profile, standing, asked, confirm, is_sound=is_sound, status=422 if is_asked and not is_sound else 200
    )


def do(code: str) -> Response:
    """Do it; a fault, or somebody who was quicker, shows the form again with what was typed."""
    profile, standing = _profile(code)
    asked, confirm = RulesForm(request.form), ConfirmForm()
    is_sound = asked.is_sound()
    if not (is_sound and confirm.validate()):
        return _drawn(profile, standing, asked, confirm, is_sound=is_sound, status=422)
    try:
        made = jurisdictions.add_version(
            code,
            asked.rules,
            begins_at=asked.begins_at.value,
            reason=confirm.why.data or "",
            seen=number(confirm.version.data or ""),
            by=current_user,
        )
    except Refused as error:
        return _refused(profile, standing, asked, confirm, error)
    said = f"Version {made.version} counts from {made.effective_from:%Y-%m-%d %H:%M:%S} UTC on."
    return flashes.done(url_for(".show_profile", profile=code), said)


def _profile(code: str) -> tuple[Profile, list[SeenBrand]]:
    """In reach, and wholly: raises NotFound, or Forbidden where other brands stand on it too."""
    found = queries.profile(code, current_user.brands_for(Settings.PROFILES_VERSION))
    jurisdictions.insist_on_right(code, current_user)
    return found


def _refused(
    profile: Profile, standing: list[SeenBrand], asked: RulesForm, confirm: ConfirmForm, error: Refused
) -> Response:
    """What the newest version says now stands against what was typed, whatever the refusal was."""
    told = refusals.for_a_form(error)
    if isinstance(error, Overtaken):
        profile, _ = queries.profile(profile.code)
    confirm.version.data = str(profile.newest.number)
    return _drawn(profile, standing, asked, confirm, is_sound=True, status=told.status, trouble=told.message)


def _drawn(
    profile: Profile,
    standing: list[SeenBrand],
    asked: RulesForm,
    confirm: ConfirmForm,
    *,
    is_sound: bool,
    status: int,
    trouble: str = "",
) -> Response:
    context: dict[str, Any] = {
        "profile": profile,
        "brands": standing,
        "asked": asked,
        "confirm": confirm,
        "is_sound": is_sound,
        "lines": between(profile.newest.rules.written, asked.rules.written) if is_sound else [],
        "trouble": trouble,
        "record": url_for(".show_profile", profile=profile.code),
    }
    return page("settings/new_version.html", status=status, **context)
