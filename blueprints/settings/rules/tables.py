"""What the list of brands shows, and the records of a brand, a licence and a profile."""

from typing import Any

from flask import request, url_for
from flask_login import current_user

from app import clock
from app.areas.settings.permissions import Settings
from app.queries import jurisdictions
from app.queries import settings as queries
from app.web.addresses import here
from app.web.differences import between
from blueprints.settings import tabs
from blueprints.settings.rules.forms import compared
from blueprints.settings.values import tables as values
from blueprints.settings.values.forms import MomentForm


def brand_list() -> dict[str, Any]:
    """Brands in reach, and the licences and profiles they stand on; whoever reaches all sees those without a brand."""
    of, now = brands(), clock.now()
    found = jurisdictions.brands(of)
    profiles, licences = jurisdictions.profiles(), jurisdictions.licences()
    standing = {each.profile_code for each in found}
    held = {each.licence.id for each in found}
    return {
        "brands": found,
        "licences": [each for each in licences if of is None or each.id in held],
        "profiles": [each for each in profiles if of is None or each.code in standing],
        "in_force": {each.code: each.in_force(now) for each in profiles},
        "tabs": tabs.drawn("brands"),
    }


def brand_record(code: str) -> dict[str, Any]:
    """Its licence, the rules in force for it, and the settings of which it has a value of its own."""
    brand = jurisdictions.brand(code, brands())
    profile, _ = jurisdictions.profile(brand.profile_code)
    own = [each for each in queries.listed({brand.id}) if each.brand]
    return {
        "brand": brand,
        "version": profile.in_force(clock.now()),
        "own": [(each, values.address(each.setting)) for each in own],
        "names": values.who(each.actor for each in own),
    }


def licence_record(code: str) -> dict[str, Any]:
    licence, under = jurisdictions.licence(code, brands())
    return {"licence": licence, "brands": under}


def profile_record(code: str) -> dict[str, Any]:
    """The rules in force now, or `at` a moment, every version, and what differs between two of them."""
    profile, standing = jurisdictions.profile(code, brands())
    form = MomentForm.read()
    at = form.at.value if form.validate() else None
    two = compared(profile)
    return {
        "profile": profile,
        "brands": standing,
        "form": form,
        "at": at,
        "now_address": here(at=None),
        "version": profile.in_force(at or clock.now()),
        "two": two,
        "lines": between(two[0].rules.written, two[1].rules.written) if two else [],
        "names": values.who(each.actor for each in profile.versions),
        "new": url_for(".show_new_version", profile=code) if current_user.may(Settings.PROFILES_VERSION) else "",
        "asked_two": "from" in request.args or "to" in request.args,
    }


def brands() -> frozenset[int] | None:
    return current_user.brands_for(Settings.BRANDS_READ)
