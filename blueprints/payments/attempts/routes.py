"""Attempts to deposit, to read."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.ids import inside
from app.queries import deposit_attempts, payment_webhooks
from app.security.decorators import requires
from app.web import peeks
from app.web.answers import page
from blueprints.payments.area import blueprint
from blueprints.payments.attempts import tables
from blueprints.payments.attempts.forms import AttemptFilters
from blueprints.payments.attempts.record import record

PIECES = {peeks.TARGET: "payments/_attempt_peek.html"}


@blueprint.get("/attempts")
@requires(Payments.DEPOSITS_READ)
def list_attempts() -> Response:
    context = tables.attempt_list(AttemptFilters.read(), current_user.brands_for(Payments.DEPOSITS_READ))
    return page("payments/attempts.html", piece="payments/_attempts.html", pieces=PIECES, **context)


@blueprint.get("/attempts/<attempt_id>")
@requires(Payments.DEPOSITS_READ)
def show_attempt(attempt_id: str) -> Response:
    attempt = deposit_attempts.one(inside("at", attempt_id), current_user.brands_for(Payments.DEPOSITS_READ))
    return page("payments/attempt.html", **record(attempt))


@blueprint.get("/attempts/<attempt_id>/webhooks")
@requires(Payments.WEBHOOKS_READ)
def list_attempt_webhooks(attempt_id: str) -> Response:
    attempt = deposit_attempts.one(inside("at", attempt_id), current_user.brands_for(Payments.WEBHOOKS_READ))
    sent = payment_webhooks.about(attempt.provider_id, attempt.external_id, [attempt.id])
    up = ("Attempts", url_for(".list_attempts"), url_for(".show_attempt", attempt_id=attempt_id))
    return page("payments/webhooks.html", payment=attempt, webhooks=sent, up=up)
