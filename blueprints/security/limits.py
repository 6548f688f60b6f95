"""How much a role may move by hand, and changing that."""

from flask import Response, request, url_for
from flask_login import current_user

from app.areas.security.permissions import Security
from app.errors import Invalid
from app.money import Money, decimal_text
from app.queries import staff_roles as queries
from app.queries.staff_roles import SeenRole
from app.security.sessions import current_staff
from app.services import role_limits
from app.web import flashes, refusals
from app.web.answers import page
from blueprints.security.forms import LimitForm


def asked(code: str) -> Response:
    """For one of its limits, as it stands; for another act or currency, empty."""
    role, form = _role(code), LimitForm(request.args)
    for each in queries.limits(role.row_id):
        if (each.kind, each.per_act.currency.code) == (form.kind.data, form.currency.data):
            form.per_act.data, form.per_day.data = _written(each.per_act), _written(each.per_day)
    return _shown(role, form)


def change(code: str) -> Response:
    role, form = _role(code), LimitForm()
    if not form.validate():
        return _shown(role, form, status=422)
    try:
        role_limits.change(code, form.limit(), by=current_staff())
    except Invalid as error:
        refusals.beside(form, error, otherwise="per_act")
        return _shown(role, form, status=422)
    return flashes.done(url_for("security.show_role", role=code), "The limit is changed. It counts from now on.")


def _shown(role: SeenRole, form: LimitForm, *, status: int = 200) -> Response:
    return page("security/limit.html", piece="security/_limit.html", status=status, role=role, form=form)


def _written(amount: Money) -> str:
    return decimal_text(amount.minor, amount.currency.exponent)


def _role(code: str) -> SeenRole:
    return queries.one(code, current_user.brands_for(Security.ROLES_READ))
