"""One's own account: sessions and password."""

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app.areas.account.permissions import Account
from app.errors import Invalid
from app.queries import staff_members
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import own_account
from app.web import flashes, refusals
from app.web.answers import page
from blueprints.account.forms import PasswordForm

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("")
@requires(Account.OWN_MANAGE)
def show_account() -> Response:
    return _account(PasswordForm())


@blueprint.post("/password")
@requires(Account.OWN_MANAGE)
def change_password() -> Response:
    form = PasswordForm()
    if not form.validate():
        return _account(form, status=422)
    try:
        ended = own_account.change_password(form.old.data or "", form.new.data or "", by=current_user, ip=_address())
    except Invalid as error:
        refusals.beside(form, error, otherwise="old")
        return _account(form, status=422)
    return flashes.done(url_for(".show_account"), f"Your password is changed. Other sessions that ended: {ended}.")


@blueprint.post("/sessions/ending")
@requires(Account.OWN_MANAGE)
def sign_out_elsewhere() -> Response:
    ended = own_account.sign_out_elsewhere(by=current_user)
    return flashes.done(url_for(".show_account"), f"Signed out elsewhere. Sessions that ended: {ended}.")


def _account(form: PasswordForm, *, status: int = 200) -> Response:
    member = staff_members.one(current_staff().public_id, None)  # oneself, wherever one’s roles reach
    sessions = staff_members.sessions_of(member.row_id)
    return page("account/account.html", status=status, member=member, sessions=sessions, form=form)


def _address() -> str:
    return request.remote_addr or "::"
