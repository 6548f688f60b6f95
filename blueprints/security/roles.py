"""Roles: what each may, and changing that."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from app.areas.security.permissions import Security
from app.errors import Invalid
from app.queries import staff_roles as queries
from app.queries.staff_roles import SeenRole
from app.security.sessions import current_staff
from app.services import staff_roles
from app.services.staff_roles import Change
from app.web import flashes, refusals
from app.web.answers import page
from app.web.differences import between
from blueprints.security import catalogue
from blueprints.security.forms import ChangingForm


def role_list() -> dict[str, Any]:
    found = queries.listed(current_user.brands_for(Security.ROLES_READ))
    return {"roles": [(each, catalogue.critical(each.permissions)) for each in found]}


def role_record(code: str) -> dict[str, Any]:
    role = _role(code)
    return {
        "role": role,
        "areas": list(catalogue.by_area(role.permissions)),
        "limits": queries.limits(role.row_id),
        "holders": queries.holders([role.code], current_user.brands_for(Security.ROLES_READ)),
        "may_change": current_user.brands_for(Security.ROLES_MANAGE) is None,
    }


def choosing(code: str) -> dict[str, Any]:
    """Every permission there is, those ticked that the role holds, or that were ticked before."""
    role = _role(code)
    ticked = request.args.getlist("may") or role.permissions
    every = list(catalogue.by_area([each.value for each in catalogue.of_staff()]))
    return {"role": role, "areas": every, "ticked": ticked}


def review(code: str, form: ChangingForm, *, status: int = 200) -> Response:
    """The difference, and why."""
    role, wanted = _role(code), _ticked()
    lines = between({each: _line(each) for each in role.permissions}, {each: _line(each) for each in wanted})
    context: dict[str, Any] = {"role": role, "wanted": wanted, "lines": lines, "form": form}
    return page("security/role_review.html", status=status, **context)


def change(code: str) -> Response:
    form = ChangingForm()
    if not form.validate():
        return review(code, form, status=422)
    seen = frozenset((form.seen.data or "").split())
    try:
        staff_roles.change(code, Change(frozenset(_ticked()), seen, form.words), by=current_staff())
    except Invalid as error:
        refusals.beside(form, error, otherwise="code")
        return review(code, form, status=422)
    return flashes.done(url_for("security.show_role", role=code), "The role is changed. It counts from now on.")


def _role(code: str) -> SeenRole:
    return queries.one(code, current_user.brands_for(Security.ROLES_READ))


def _ticked() -> list[str]:
    return sorted(set(request.values.getlist("may")))


def _line(name: str) -> str:
    return catalogue.said(name).sentence
