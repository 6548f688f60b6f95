"""Who may do something, and why somebody may or may not: by which role, from whom, for which brands."""

from typing import Any

from flask import request, url_for
from flask_login import current_user
from wtforms import Form, SelectField

from app.areas.security.permissions import Security
from app.errors import NotFound
from app.queries import staff_members, staff_roles
from app.queries.staff_members import HeldRole, SeenMember
from app.web.forms import TextField, choices
from app.web.timeline import Check
from blueprints.security import catalogue


class AccessForm(Form):
    """What is asked: a permission, and whom it is asked of, if anybody in particular."""

    permission = SelectField("Permission", default="")
    person = TextField("Of whom", longest=254)


def answered() -> dict[str, Any]:
    """Roles and people for a permission; with somebody named, each of their roles and what it says."""
    form = AccessForm(request.args)
    form.permission.choices = choices([("", "Choose a permission"), *((each, each) for each in catalogue.of_staff())])
    context = {"form": form, "said": None, "person": None}
    if not form.validate() or not form.permission.data:
        return context
    brands, wanted = current_user.brands_for(Security.ROLES_READ), form.permission.data
    roles = [each for each in staff_roles.listed(brands) if wanted in each.permissions]
    codes = {each.code for each in roles}
    context |= {"said": catalogue.said(wanted), "roles": roles, "holders": staff_roles.holders(codes, brands)}
    return context | (_explained(form.person.data, codes) if form.person.data else {})


def _explained(text: str, codes: set[str]) -> dict[str, Any]:
    member = _member(text)
    if member is None:
        return {"unknown": text}
    checks = [_check(role, codes) for role in member.roles]
    may = not member.is_disabled and any(check.state == "ok" for check in checks)
    return {"person": member, "checks": checks, "may": may}


def _member(text: str) -> SeenMember | None:
    """By id or e-mail address, within the asker's reach."""
    brands = current_user.brands_for(Security.STAFF_READ)
    try:
        return staff_members.one(staff_members.key_of(text), brands)
    except NotFound:
        return None


def _check(role: HeldRole, codes: set[str]) -> Check:
    """What one of their roles says."""
    place = ("What it may", url_for("security.show_role", role=role.code))
    given = f"for {role.brand or 'every brand'}, given by {role.by or 'the house'}"
    if role.code not in codes:
        return Check("bad", role.title, "does not hold it", given, place)
    if role.is_over:
        return Check("warn", role.title, "holds it, and ran out", given, place)
    return Check("ok", role.title, "grants it", given, place)
