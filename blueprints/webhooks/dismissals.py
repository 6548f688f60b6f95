"""Dismissing dead letters: one, or all of an endpoint, whose number is typed."""

from typing import Any

from flask import Response, url_for
from flask_login import current_user

from app.areas.webhooks.permissions import Webhooks
from app.errors import Refused
from app.ids import inside
from app.queries import webhooks
from app.queries.webhooks import SeenDelivery, SeenEndpoint
from app.services import webhook_dismissals
from app.web import flashes
from app.web.answers import page
from blueprints.webhooks.forms import DismissalForm, DismissalsForm


def ask(delivery_id: str) -> Response:
    """Why; raises Refused when it is no dead letter."""
    delivery = _delivery(delivery_id)
    if delivery.state != "dead":
        raise Refused(webhook_dismissals.NOT_DEAD)
    return _drawn(DismissalForm(), delivery=delivery)


def do(delivery_id: str) -> Response:
    """Dismiss it; a fault asks again."""
    delivery, form = _delivery(delivery_id), DismissalForm()
    if not form.validate():
        return _drawn(form, delivery=delivery)
    webhook_dismissals.dismiss(delivery_id, reason=form.words, by=current_user)
    address = url_for("webhooks.show_delivery", delivery_id=delivery_id)
    return flashes.done(address, "Dismissed. It can still be sent again.")


def ask_all(endpoint_id: str) -> Response:
    """Why, and how many they are."""
    endpoint, dead = _endpoint(endpoint_id)
    return _drawn(DismissalsForm(expected=dead), endpoint=endpoint, dead=dead)


def do_all(endpoint_id: str) -> Response:
    """Dismiss them; a fault asks again, and so does another number than was seen."""
    endpoint, dead = _endpoint(endpoint_id)
    form = DismissalsForm(expected=dead)
    if not form.validate():
        return _drawn(form, endpoint=endpoint, dead=dead)
    webhook_dismissals.dismiss_all(endpoint_id, count=dead, reason=form.words, by=current_user)
    address = url_for("webhooks.show_endpoint", endpoint_id=endpoint_id)
    return flashes.done(address, f"{dead:,} dismissed. Each can still be sent again by itself.")


def _delivery(delivery_id: str) -> SeenDelivery:
    return webhooks.one(inside("dv", delivery_id), current_user.brands_for(Webhooks.DELIVERIES_REPLAY))


def _endpoint(endpoint_id: str) -> tuple[SeenEndpoint, int]:
    """The endpoint and how many dead letters it has; raises Refused when there are none."""
    endpoint = webhooks.endpoint(inside("ep", endpoint_id), current_user.brands_for(Webhooks.DELIVERIES_REPLAY))
    dead, _ = webhooks.dead_letters(endpoint.endpoint_id)
    if not dead:
        raise Refused("This endpoint has no dead letters.")
    return endpoint, dead


def _drawn(form: DismissalForm | DismissalsForm, **context: Any) -> Response:
    status = 422 if form.errors else 200
    return page("webhooks/dismissal.html", piece="webhooks/_dismissal.html", status=status, form=form, **context)
