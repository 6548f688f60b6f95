"""Adjustments: credit and debit are two rights."""

from flask import Response
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.security.decorators import requires
from app.web import peeks
from app.web.answers import page
from blueprints.payments.adjustments import choosing, pages, requests, tables
from blueprints.payments.adjustments.directions import CREDIT, DEBIT
from blueprints.payments.adjustments.filters import AdjustmentFilters
from blueprints.payments.area import blueprint

PIECES = {peeks.TARGET: "payments/_adjustment_peek.html"}


@blueprint.get("/adjustments")
@requires(Payments.ADJUSTMENTS_READ)
def list_adjustments() -> Response:
    context = tables.adjustment_list(AdjustmentFilters.read(), current_user.brands_for(Payments.ADJUSTMENTS_READ))
    return page("payments/adjustments.html", piece="payments/_adjustments.html", pieces=PIECES, **context)


@blueprint.get("/adjustments/new")
@requires(Payments.ADJUSTMENTS_READ)
def show_new_adjustment() -> Response:
    return choosing.show()


@blueprint.get("/adjustments/<adjustment_id>")
@requires(Payments.ADJUSTMENTS_READ)
def show_adjustment(adjustment_id: str) -> Response:
    return requests.show(adjustment_id)


@blueprint.post("/adjustments/credits/<adjustment_id>/acceptances")
@requires(Payments.ADJUSTMENTS_CREDIT)
def accept_credit(adjustment_id: str) -> Response:
    return requests.accept(adjustment_id)


@blueprint.post("/adjustments/credits/<adjustment_id>/declines")
@requires(Payments.ADJUSTMENTS_CREDIT)
def decline_credit(adjustment_id: str) -> Response:
    return requests.decline(adjustment_id)


@blueprint.post("/adjustments/debits/<adjustment_id>/acceptances")
@requires(Payments.ADJUSTMENTS_DEBIT)
def accept_debit(adjustment_id: str) -> Response:
    return requests.accept(adjustment_id)


@blueprint.post("/adjustments/debits/<adjustment_id>/declines")
@requires(Payments.ADJUSTMENTS_DEBIT)
def decline_debit(adjustment_id: str) -> Response:
    return requests.decline(adjustment_id)


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
