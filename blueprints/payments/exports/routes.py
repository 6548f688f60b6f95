"""Taking out lists of money: each is asked for on a page of its own, with the filters that its list has."""

from flask import Response

from app.areas.payments.permissions import Payments
from app.security.decorators import requires
from app.web import exports
from blueprints.payments.area import blueprint
from blueprints.payments.exports.offers import (
    ADJUSTMENT_LIST,
    DEPOSIT_LIST,
    HOUSE_TRANSFERS,
    TRANSFERS,
    WITHDRAWAL_LIST,
)


@blueprint.get("/deposits/exports/new")
@requires(Payments.DEPOSITS_EXPORT)
def new_deposit_export() -> Response:
    return exports.asking(DEPOSIT_LIST, back=".list_deposits", action=".export_deposits")


@blueprint.post("/deposits/exports")
@requires(Payments.DEPOSITS_EXPORT)
def export_deposits() -> Response:
    return exports.asked(DEPOSIT_LIST, back=".list_deposits", action=".export_deposits")


@blueprint.get("/withdrawals/exports/new")
@requires(Payments.WITHDRAWALS_EXPORT)
def new_withdrawal_export() -> Response:
    return exports.asking(WITHDRAWAL_LIST, back=".list_withdrawals", action=".export_withdrawals")


@blueprint.post("/withdrawals/exports")
@requires(Payments.WITHDRAWALS_EXPORT)
def export_withdrawals() -> Response:
    return exports.asked(WITHDRAWAL_LIST, back=".list_withdrawals", action=".export_withdrawals")


@blueprint.get("/adjustments/exports/new")
@requires(Payments.ADJUSTMENTS_EXPORT)
def new_adjustment_export() -> Response:
    return exports.asking(ADJUSTMENT_LIST, back=".list_adjustments", action=".export_adjustments")


@blueprint.post("/adjustments/exports")
@requires(Payments.ADJUSTMENTS_EXPORT)
def export_adjustments() -> Response:
    return exports.asked(ADJUSTMENT_LIST, back=".list_adjustments", action=".export_adjustments")


@blueprint.get("/accounts/<player_id>/<currency>/<purse>/exports/new")
@requires(Payments.LEDGER_EXPORT)
def new_transfer_export(player_id: str, currency: str, purse: str) -> Response:
    return exports.asking(TRANSFERS, back=".show_account", action=".export_transfers")


@blueprint.post("/accounts/<player_id>/<currency>/<purse>/exports")
@requires(Payments.LEDGER_EXPORT)
def export_transfers(player_id: str, currency: str, purse: str) -> Response:
    return exports.asked(TRANSFERS, back=".show_account", action=".export_transfers")


@blueprint.get("/accounts/house/<int:number>/exports/new")
@requires(Payments.LEDGER_EXPORT)
def new_house_transfer_export(number: int) -> Response:
    return exports.asking(HOUSE_TRANSFERS, back=".show_house_account", action=".export_house_transfers")


@blueprint.post("/accounts/house/<int:number>/exports")
@requires(Payments.LEDGER_EXPORT)
def export_house_transfers(number: int) -> Response:
    return exports.asked(HOUSE_TRANSFERS, back=".show_house_account", action=".export_house_transfers")
