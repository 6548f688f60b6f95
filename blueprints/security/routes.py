"""Staff: who they are, and what is given to them and taken from them."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app.areas.security.permissions import Security
from app.errors import Invalid
from app.ids import inside
from app.queries import staff_members
from app.security.decorators import public, requires
from app.security.permissions import Permission
from app.security.sessions import current_staff
from app.services import invitations, role_assignments
from app.services import staff_members as members
from app.web import flashes, once, refusals
from app.web.answers import page
from app.web.reasons import ReasonForm
from blueprints.security import explaining, joining, limits, roles, tables
from blueprints.security.forms import (
    ChangingForm,
    DisablingForm,
    EnablingForm,
    EndingForm,
    FirstPasswordForm,
    GivingForm,
    StaffFilters,
    TakingForm,
)

blueprint = Blueprint("security", __name__, url_prefix="/security")


@blueprint.get("/staff")
@requires(Security.STAFF_READ)
def list_staff() -> Response:
    context = tables.staff_list(StaffFilters.read(), _brands(Security.STAFF_READ))
    return page("security/staff.html", piece="security/_staff.html", **context)


@blueprint.get("/staff/new")
@requires(Security.STAFF_ADD)
def show_new_member() -> Response:
    return joining.asked(joining.form())


@blueprint.post("/staff")
@requires(Security.STAFF_ADD)
def add_member() -> Response:
    return joining.added()


@blueprint.post("/staff/<staff_id>/invitations")
@requires(Security.STAFF_ADD)
def invite_again(staff_id: str) -> Response:
    staff_members.one(inside("st", staff_id), _brands(Security.STAFF_ADD))
    return joining.link(*invitations.again(staff_id, by=current_staff(), once_id=once.posted()))


@blueprint.get("/invitations/<token>")
@public("whoever was given a link that is good once and for a while")
def show_invitation(token: str) -> Response:
    return joining.invitation(token, FirstPasswordForm())


@blueprint.post("/invitations/<token>")
@public("whoever was given a link that is good once and for a while")
def accept_invitation(token: str) -> Response:
    return joining.accepted(token)


@blueprint.get("/staff/<staff_id>")
@requires(Security.STAFF_READ)
def show_member(staff_id: str) -> Response:
    tab = request.args.get("tab", "")
    return page("security/member.html", **tables.member_record(staff_id, _brands(Security.STAFF_READ), tab))


@blueprint.get("/staff/<staff_id>/disabling")
@requires(Security.STAFF_DISABLE)
def show_disabling(staff_id: str) -> Response:
    return _act("disabling", staff_id, Security.STAFF_DISABLE, DisablingForm())


@blueprint.post("/staff/<staff_id>/disabling")
@requires(Security.STAFF_DISABLE)
def disable_member(staff_id: str) -> Response:
    form = DisablingForm()
    if not form.validate():
        return _act("disabling", staff_id, Security.STAFF_DISABLE, form, status=422)
    ended = members.disable(staff_id, reason=form.words, by=current_staff())
    return _done(staff_id, f"Disabled. Sessions that ended with it: {ended}.")


@blueprint.get("/staff/<staff_id>/enabling")
@requires(Security.STAFF_ENABLE)
def show_enabling(staff_id: str) -> Response:
    return _act("enabling", staff_id, Security.STAFF_ENABLE, EnablingForm())


@blueprint.post("/staff/<staff_id>/enabling")
@requires(Security.STAFF_ENABLE)
def enable_member(staff_id: str) -> Response:
    form = EnablingForm()
    if not form.validate():
        return _act("enabling", staff_id, Security.STAFF_ENABLE, form, status=422)
    members.enable(staff_id, reason=form.words, by=current_staff())
    return _done(staff_id, "Enabled. They may sign in again.")


@blueprint.get("/staff/<staff_id>/sessions/ending")
@requires(Security.SESSIONS_END)
def show_ending(staff_id: str) -> Response:
    return _act("ending", staff_id, Security.SESSIONS_END, EndingForm())


@blueprint.post("/staff/<staff_id>/sessions/ending")
@requires(Security.SESSIONS_END)
def end_sessions(staff_id: str) -> Response:
    form = EndingForm()
    if not form.validate():
        return _act("ending", staff_id, Security.SESSIONS_END, form, status=422)
    ended = members.end_sessions(staff_id, reason=form.words, by=current_staff())
    return _done(staff_id, f"Sessions ended: {ended}.")


@blueprint.post("/sessions/<session_id>/ending")
@requires(Security.SESSIONS_END)
def end_session(session_id: str) -> Response:
    member = members.end_session(session_id, by=current_staff())
    return _done(member.outside_id, "The session is ended.")


@blueprint.get("/staff/<staff_id>/roles/new")
@requires(Security.ROLES_ASSIGN)
def show_giving(staff_id: str) -> Response:
    return _act("giving", staff_id, Security.ROLES_ASSIGN, _giving_form())


@blueprint.post("/staff/<staff_id>/roles")
@requires(Security.ROLES_ASSIGN)
def give_role(staff_id: str) -> Response:
    form = _giving_form()
    if not form.validate():
        return _act("giving", staff_id, Security.ROLES_ASSIGN, form, status=422)
    try:
        role_assignments.give(staff_id, form.wanted(), by=current_staff())
    except Invalid as error:
        refusals.beside(form, error, otherwise="role")
        return _act("giving", staff_id, Security.ROLES_ASSIGN, form, status=422)
    return _done(staff_id, "The role is given. It counts from their next request on.")


@blueprint.get("/assignments/<assignment_id>/taking")
@requires(Security.ROLES_ASSIGN)
def show_taking(assignment_id: str) -> Response:
    return _taking(assignment_id, TakingForm())


@blueprint.post("/assignments/<assignment_id>/taking")
@requires(Security.ROLES_ASSIGN)
def take_role(assignment_id: str) -> Response:
    form = TakingForm()
    if not form.validate():
        return _taking(assignment_id, form, status=422)
    member = role_assignments.take(assignment_id, reason=form.words, by=current_staff())
    return _done(member.outside_id, "The role is taken. It opens nothing from their next request on.")


@blueprint.get("/access")
@requires(Security.ROLES_READ)
def show_access() -> Response:
    return page("security/access.html", **explaining.answered())


@blueprint.get("/roles")
@requires(Security.ROLES_READ)
def list_roles() -> Response:
    return page("security/roles.html", **roles.role_list())


@blueprint.get("/roles/<role>")
@requires(Security.ROLES_READ)
def show_role(role: str) -> Response:
    return page("security/role.html", **roles.role_record(role))


@blueprint.get("/roles/<role>/changing")
@requires(Security.ROLES_MANAGE)
def show_choosing(role: str) -> Response:
    return page("security/role_choosing.html", **roles.choosing(role))


@blueprint.get("/roles/<role>/review")
@requires(Security.ROLES_MANAGE)
def show_review(role: str) -> Response:
    return roles.review(role, ChangingForm())


@blueprint.post("/roles/<role>/permissions")
@requires(Security.ROLES_MANAGE)
def change_role(role: str) -> Response:
    return roles.change(role)


@blueprint.get("/roles/<role>/limits/changing")
@requires(Security.ROLES_MANAGE)
def show_limit(role: str) -> Response:
    return limits.asked(role)


@blueprint.post("/roles/<role>/limits")
@requires(Security.ROLES_MANAGE)
def change_limit(role: str) -> Response:
    return limits.change(role)


def _act(name: str, staff_id: str, permission: Permission, form: ReasonForm, *, status: int = 200) -> Response:
    member = staff_members.one(inside("st", staff_id), _brands(permission))
    return page("security/act.html", piece="security/_act.html", status=status, member=member, form=form, act=name)


def _taking(assignment_id: str, form: TakingForm, *, status: int = 200) -> Response:
    member, role = staff_members.role_held(inside("ra", assignment_id), _brands(Security.ROLES_ASSIGN))
    context: dict[str, Any] = {"member": member, "role": role, "form": form, "act": "taking"}
    return page("security/act.html", piece="security/_act.html", status=status, **context)


def _giving_form() -> GivingForm:
    return GivingForm.read(_brands(Security.ROLES_ASSIGN))


def _done(staff_id: str, said: str) -> Response:
    return flashes.done(url_for(".show_member", staff_id=staff_id), said)


def _brands(permission: Permission) -> frozenset[int] | None:
    return current_user.brands_for(permission)
