"""Adjustments: credit and debit are two rights."""

from typing import Any

from flask import Response
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.models.adjustment import REASONS
from app.queries import adjustments
from app.security.decorators import requires
from app.web import cursors
from app.web.answers import page
from blueprints.payments.adjustments import pages
from blueprints.payments.adjustments.pages import Direction
from blueprints.payments.area import blueprint

CREDIT = Direction("credit", 1, Payments.ADJUSTMENTS_CREDIT)
DEBIT = Direction("debit", -1, Payments.ADJUSTMENTS_DEBIT)


@blueprint.get("/adjustments")
@requires(Payments.ADJUSTMENTS_READ)
def list_adjustments() -> Response:
    found = adjustments.listed(cursors.window(), current_user.brands_for(Payments.ADJUSTMENTS_READ))
    context: dict[str, Any] = {"page": found, "turns": cursors.turns(found), "reasons": REASONS}
    return page("payments/adjustments.html", piece="payments/_adjustments.html", **context)


@blueprint.get("/accounts/<player_id>/<currency>/credits")
@requires(Payments.ADJUSTMENTS_CREDIT)
def show_credit(player_id: str, currency: str) -> Response:
    return pages.show(CREDIT, player_id, currency)


@blueprint.post("/accounts/<player_id>/<currency>/credits")
@requires(Payments.ADJUSTMENTS_CREDIT)
def credit(player_id: str, currency: str) -> Response:
    return pages.do(CREDIT, player_id, currency)


@blueprint.get("/accounts/<player_id>/<currency>/debits")
@requires(Payments.ADJUSTMENTS_DEBIT)
def show_debit(player_id: str, currency: str) -> Response:
    return pages.show(DEBIT, player_id, currency)


@blueprint.post("/accounts/<player_id>/<currency>/debits")
@requires(Payments.ADJUSTMENTS_DEBIT)
def debit(player_id: str, currency: str) -> Response:
    return pages.do(DEBIT, player_id, currency)
