"""Webhooks: endpoints and their secrets, deliveries and their attempts."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, request, url_for
from flask_login import current_user

from app.areas.webhooks.permissions import Webhooks
from app.errors import Invalid
from app.ids import inside
from app.queries import webhooks
from app.security.decorators import requires
from app.security.permissions import Permission
from app.services import outbox, webhook_endpoints, webhook_replays
from app.web import flashes, once, refusals
from app.web.answers import page
from app.web.reasons import ReasonForm
from blueprints.webhooks import dismissals, tables
from blueprints.webhooks.forms import DeliveryFilters, DisablingForm, EnablingForm, EndpointForm, ReplayForm

blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")


@blueprint.get("/endpoints")
@requires(Webhooks.ENDPOINTS_READ)
def list_endpoints() -> Response:
    found = webhooks.endpoints(_brands(Webhooks.ENDPOINTS_READ))
    return page("webhooks/endpoints.html", endpoints=found, manage=Webhooks.ENDPOINTS_MANAGE)


@blueprint.get("/endpoints/new")
@requires(Webhooks.ENDPOINTS_MANAGE)
def show_new_endpoint() -> Response:
    return _asked(EndpointForm.read(_brands(Webhooks.ENDPOINTS_MANAGE)))


@blueprint.post("/endpoints")
@requires(Webhooks.ENDPOINTS_MANAGE)
def add_endpoint() -> Response:
    form = EndpointForm.read(_brands(Webhooks.ENDPOINTS_MANAGE))
    if not form.validate():
        return _asked(form, status=422)
    try:
        endpoint, secret = webhook_endpoints.add(form.wanted(), by=current_user, public_id=form.once_id)
    except Invalid as error:
        refusals.beside(form, error, otherwise="url")
        return _asked(form, status=422)
    return page("webhooks/secret.html", endpoint=endpoint.outside_id, secret=secret, is_new=True)


@blueprint.get("/endpoints/<endpoint_id>")
@requires(Webhooks.ENDPOINTS_READ)
def show_endpoint(endpoint_id: str) -> Response:
    return page("webhooks/endpoint.html", **tables.endpoint_record(endpoint_id, _brands(Webhooks.ENDPOINTS_READ)))


@blueprint.post("/endpoints/<endpoint_id>/secrets")
@requires(Webhooks.ENDPOINTS_MANAGE)
def rotate_secret(endpoint_id: str) -> Response:
    _insist_on_reach(endpoint_id)
    endpoint, secret = webhook_endpoints.rotate(endpoint_id, by=current_user, once_id=once.posted())
    return page("webhooks/secret.html", endpoint=endpoint.outside_id, secret=secret, is_new=False)


@blueprint.post("/endpoints/<endpoint_id>/tests")
@requires(Webhooks.ENDPOINTS_MANAGE)
def send_test(endpoint_id: str) -> Response:
    _insist_on_reach(endpoint_id)
    delivery = webhook_endpoints.send_test(endpoint_id, by=current_user, delivery_id=once.posted())
    return flashes.done(url_for(".show_delivery", delivery_id=delivery.outside_id), "A test message is on its way.")


@blueprint.get("/endpoints/<endpoint_id>/disabling")
@requires(Webhooks.ENDPOINTS_MANAGE)
def show_disabling(endpoint_id: str) -> Response:
    return _act("disabling", endpoint_id, DisablingForm())


@blueprint.post("/endpoints/<endpoint_id>/disabling")
@requires(Webhooks.ENDPOINTS_MANAGE)
def disable_endpoint(endpoint_id: str) -> Response:
    form = DisablingForm()
    if not form.validate():
        return _act("disabling", endpoint_id, form, status=422)
    webhook_endpoints.disable(endpoint_id, reason=form.words, by=current_user)
    return flashes.done(url_for(".show_endpoint", endpoint_id=endpoint_id), "Disabled. Nothing more is sent to it.")


@blueprint.get("/endpoints/<endpoint_id>/enabling")
@requires(Webhooks.ENDPOINTS_MANAGE)
def show_enabling(endpoint_id: str) -> Response:
    return _act("enabling", endpoint_id, EnablingForm())


@blueprint.post("/endpoints/<endpoint_id>/enabling")
@requires(Webhooks.ENDPOINTS_MANAGE)
def enable_endpoint(endpoint_id: str) -> Response:
    form = EnablingForm()
    if not form.validate():
        return _act("enabling", endpoint_id, form, status=422)
    webhook_endpoints.enable(endpoint_id, reason=form.words, by=current_user)
    return flashes.done(url_for(".show_endpoint", endpoint_id=endpoint_id), "Enabled. It is told again from now on.")


@blueprint.post("/endpoints/<endpoint_id>/replays")
@requires(Webhooks.DELIVERIES_REPLAY)
def replay_dead_letters(endpoint_id: str) -> Response:
    form = ReplayForm()
    if not form.validate():
        raise Invalid("Enter a moment in UTC, such as 2026-11-23T14:30.")
    since = form.since.value or datetime.min.replace(tzinfo=UTC)
    count = webhook_replays.replay_since(endpoint_id, since, by=current_user)
    address = url_for(".show_endpoint", endpoint_id=endpoint_id)
    return flashes.done(address, f"{count:,} dead letters are sent again, in the order of their messages.")


@blueprint.get("/endpoints/<endpoint_id>/dismissals")
@requires(Webhooks.DELIVERIES_REPLAY)
def show_dismissals(endpoint_id: str) -> Response:
    return dismissals.ask_all(endpoint_id)


@blueprint.post("/endpoints/<endpoint_id>/dismissals")
@requires(Webhooks.DELIVERIES_REPLAY)
def dismiss_dead_letters(endpoint_id: str) -> Response:
    return dismissals.do_all(endpoint_id)


@blueprint.get("/deliveries")
@requires(Webhooks.DELIVERIES_READ)
def list_deliveries() -> Response:
    context = tables.delivery_list(DeliveryFilters.read(), _brands(Webhooks.DELIVERIES_READ))
    return page("webhooks/deliveries.html", piece="webhooks/_deliveries.html", **context)


@blueprint.get("/deliveries/<delivery_id>")
@requires(Webhooks.DELIVERIES_READ)
def show_delivery(delivery_id: str) -> Response:
    return page("webhooks/delivery.html", **tables.delivery_record(delivery_id, _brands(Webhooks.DELIVERIES_READ)))


@blueprint.get("/deliveries/<delivery_id>/progress")
@requires(Webhooks.DELIVERIES_READ, is_attended=False)
def show_delivery_progress(delivery_id: str) -> Response:
    record = tables.delivery_record(delivery_id, _brands(Webhooks.DELIVERIES_READ))
    if record["delivery"].seen == request.args.get("seen"):
        return make_response("", 204)
    return page("webhooks/_delivery.html", **record)


@blueprint.post("/deliveries/<delivery_id>/replays")
@requires(Webhooks.DELIVERIES_REPLAY)
def replay_delivery(delivery_id: str) -> Response:
    webhook_replays.replay(delivery_id, by=current_user)
    return flashes.done(url_for(".show_delivery", delivery_id=delivery_id), "It is sent again.")


@blueprint.get("/deliveries/<delivery_id>/dismissal")
@requires(Webhooks.DELIVERIES_REPLAY)
def show_dismissal(delivery_id: str) -> Response:
    return dismissals.ask(delivery_id)


@blueprint.post("/deliveries/<delivery_id>/dismissal")
@requires(Webhooks.DELIVERIES_REPLAY)
def dismiss_delivery(delivery_id: str) -> Response:
    return dismissals.do(delivery_id)


def _asked(form: EndpointForm, *, status: int = 200) -> Response:
    return page("webhooks/new_endpoint.html", status=status, form=form, types=outbox.catalogue())


def _act(name: str, endpoint_id: str, form: ReasonForm, *, status: int = 200) -> Response:
    endpoint = tables.endpoint_record(endpoint_id, _brands(Webhooks.ENDPOINTS_MANAGE))["endpoint"]
    piece = "webhooks/_act.html"
    return page("webhooks/act.html", piece=piece, status=status, endpoint=endpoint, form=form, act=name)


def _insist_on_reach(endpoint_id: str) -> None:
    """Whoever may not know of it is not told what its form lacks either."""
    webhooks.endpoint(inside("ep", endpoint_id), _brands(Webhooks.ENDPOINTS_MANAGE))


def _brands(permission: Permission) -> frozenset[int] | None:
    return current_user.brands_for(permission)
