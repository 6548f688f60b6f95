"""Adding somebody, and the link by which they set a password."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.security.permissions import Security
from app.areas.security.settings import INVITATION_LASTS
from app.errors import Invalid
from app.models.staff import Staff
from app.queries import settings
from app.security.sessions import current_staff
from app.services import invitations
from app.web import once, refusals
from app.web.answers import page
from blueprints.security.forms import FirstPasswordForm, JoinerForm


def form() -> JoinerForm:
    found = JoinerForm.read(current_user.brands_for(Security.ROLES_ASSIGN))
    if not found.is_submitted():
        found.once.data = once.given(url_for("security.add_member"))
        found.code.data = "joined"
    return found


def asked(filled: JoinerForm, *, status: int = 200) -> Response:
    return page("security/new_member.html", status=status, form=filled, lasts=settings.written(INVITATION_LASTS))


def added() -> Response:
    """The link, or the form again with what is wrong."""
    filled = form()
    if not filled.validate():
        return asked(filled, status=422)
    try:
        member, token = invitations.add(filled.joiner(), by=current_staff(), once_id=filled.once_id)
    except Invalid as error:
        refusals.beside(filled, error, otherwise="role")
        filled.once.data = once.given()
        return asked(filled, status=422)
    return link(member, token)


def link(member: Staff, token: str) -> Response:
    address = url_for("security.show_invitation", token=token, _external=True)
    return page("security/link.html", member=member, link=address, lasts=settings.written(INVITATION_LASTS))


def accepted(token: str) -> Response:
    filled = FirstPasswordForm()
    if not filled.validate():
        return invitation(token, filled, status=422)
    member = invitations.accept(token, filled.new.data or "")
    return page("security/password_set.html", member=member)


def invitation(token: str, filled: FirstPasswordForm, *, status: int = 200) -> Response:
    member = invitations.invited(token)
    return page("security/invitation.html", status=status, member=member, form=filled, token=token)
