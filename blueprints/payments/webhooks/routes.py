"""Webhooks of payment providers: to read, and to note that a contradiction was looked into."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.errors import Refused
from app.ids import inside
from app.queries import payment_voices
from app.queries.payment_voices import Voice
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import payment_contradictions
from app.web import flashes
from app.web.answers import page
from blueprints.payments.area import blueprint
from blueprints.payments.webhooks import states, tables
from blueprints.payments.webhooks.forms import LookingForm, WebhookFilters


@blueprint.get("/webhooks")
@requires(Payments.WEBHOOKS_READ)
def list_webhooks() -> Response:
    context = tables.webhook_list(WebhookFilters.read(), current_user.brands_for(Payments.WEBHOOKS_READ))
    return page("payments/voices.html", piece="payments/_voices.html", **context)


@blueprint.get("/webhooks/<webhook_id>")
@requires(Payments.WEBHOOKS_READ)
def show_webhook(webhook_id: str) -> Response:
    record = tables.webhook_record(webhook_id, current_user.brands_for(Payments.WEBHOOKS_READ))
    return page("payments/voice.html", **record)


@blueprint.get("/webhooks/<webhook_id>/looking")
@requires(Payments.WEBHOOKS_SETTLE)
def show_looking(webhook_id: str) -> Response:
    sent = _held(webhook_id)
    if sent.outcome != "contradiction":
        raise Refused(payment_contradictions.NONE)
    return _asked(sent, LookingForm())


@blueprint.post("/webhooks/<webhook_id>/looking")
@requires(Payments.WEBHOOKS_SETTLE)
def look_into_webhook(webhook_id: str) -> Response:
    sent, form = _held(webhook_id), LookingForm()
    if not form.validate():
        return _asked(sent, form, status=422)
    payment_contradictions.look_into(webhook_id, reason_code=form.code.data, reason=form.words, by=current_staff())
    return flashes.done(url_for(".show_webhook", webhook_id=webhook_id), "Noted. It waits for nobody any more.")


def _held(webhook_id: str) -> Voice:
    """Whoever may not know of it is not told what its form lacks either."""
    return payment_voices.one(inside("pw", webhook_id), current_user.brands_for(Payments.WEBHOOKS_SETTLE))


def _asked(sent: Voice, form: LookingForm, *, status: int = 200) -> Response:
    why = states.why(sent)
    return page("payments/looking.html", piece="payments/_looking.html", status=status, sent=sent, form=form, why=why)
