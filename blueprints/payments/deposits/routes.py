"""Deposits, to read."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.ids import inside
from app.queries import deposit_attempts, deposits, payment_webhooks
from app.security.decorators import requires
from app.web import peeks
from app.web.answers import page
from blueprints.payments.area import blueprint
from blueprints.payments.deposits import tables
from blueprints.payments.deposits.forms import DepositFilters
from blueprints.payments.deposits.record import deposit_record

PIECES = {peeks.TARGET: "payments/_deposit_peek.html"}


@blueprint.get("/deposits")
@requires(Payments.DEPOSITS_READ)
def list_deposits() -> Response:
    context = tables.deposit_list(DepositFilters.read(), current_user.brands_for(Payments.DEPOSITS_READ))
    return page("payments/deposits.html", piece="payments/_deposits.html", pieces=PIECES, **context)


@blueprint.get("/deposits/<deposit_id>")
@requires(Payments.DEPOSITS_READ)
def show_deposit(deposit_id: str) -> Response:
    deposit = deposits.one(inside("dp", deposit_id), current_user.brands_for(Payments.DEPOSITS_READ))
    return page("payments/deposit.html", **deposit_record(deposit))


@blueprint.get("/deposits/<deposit_id>/webhooks")
@requires(Payments.WEBHOOKS_READ)
def list_deposit_webhooks(deposit_id: str) -> Response:
    deposit = deposits.one(inside("dp", deposit_id), current_user.brands_for(Payments.WEBHOOKS_READ))
    attempts = [attempt.id for attempt in deposit_attempts.behind(deposit) if attempt.deposit]
    sent = payment_webhooks.about(deposit.provider_id, deposit.external_id, attempts)
    up = ("Deposits", url_for(".list_deposits"), url_for(".show_deposit", deposit_id=deposit_id))
    return page("payments/webhooks.html", payment=deposit, webhooks=sent, up=up)
