"""Endpoints, deliveries, messages, jobs and adjustments by their ids: for whoever may see them, in their brands."""

import pytest

from app import clock
from app.extensions import db, transaction
from app.models.outbox import OutboxMessage
from app.models.webhook import WebhookDelivery, WebhookEndpoint
from app.services import adjustments, job_runs
from app.services.adjustments import Wanted
from tests.payments.till import CLIENT
from tests.screens.strict import open_page

LEADS_TO = {
    "ep": "/webhooks/endpoints/{}",
    "dv": "/webhooks/deliveries/{}",
    "msg": "/webhooks/deliveries?message={}",
    "jb": "/monitoring/jobs/{}",
    "aj": "/payments/adjustments/{}",
}


@pytest.fixture
def records(app, house, register):
    """One of each, of one brand: prefix → outside id."""
    player, brand_id = register("ada@players.example"), house.ids["brand"]
    with app.app_context(), transaction():
        asked = adjustments.request(player.ref, Wanted("EUR", "cash", 500, "goodwill"), by=CLIENT)
        message = db.session.scalars(db.select(OutboxMessage)).one()
        told = {"url": "https://hooks.example.com/", "description": "Lobby", "types": [message.type]}
        endpoint = WebhookEndpoint(**told, brand_id=brand_id)
        db.session.add(endpoint)
        db.session.flush()
        delivery = WebhookDelivery(message_id=message.id, endpoint_id=endpoint.id, next_at=clock.now())
        db.session.add(delivery)
        job = job_runs.ask("write_export", "Counting", by=None, brands=[brand_id])
        db.session.flush()
        found = [each.outside_id for each in (endpoint, delivery, message, job, asked)]
    return {each.partition("_")[0]: each for each in found}


def look_for(person, text):
    return person.get("/search", query_string={"q": text})


@pytest.mark.parametrize("prefix", LEADS_TO)
def test_an_id_leads_to_its_record(look, records, prefix):
    nora = look("nora", "head_of_operations", brand="brand")
    answer = look_for(nora, records[prefix])
    assert answer.location == LEADS_TO[prefix].format(records[prefix])
    assert open_page(nora.client, answer.location).status == 200


@pytest.mark.parametrize("prefix", LEADS_TO)
@pytest.mark.parametrize(("role", "brand"), [("crm", None), ("head_of_operations", "other brand")])
def test_whoever_may_not_see_it_finds_nothing(look, records, prefix, role, brand):
    answer = look_for(look("sue", role, brand), records[prefix])
    assert (answer.status_code, "Nothing is called so" in answer.text) == (200, True)


def test_what_is_found_tells_it_from_another(look, records):
    nora = look("nora", "head_of_operations")
    piece = {"HX-Request": "true", "HX-Request-Type": "partial"}
    said = {}
    for prefix, each in records.items():
        page = open_page(nora.client, "/search", query_string={"q": each}, headers=piece)
        said[prefix] = *page.texts(".found h2"), *page.texts("[data-result] .push")
    assert said == {
        "ep": ("Webhook endpoints", "Lobby, enabled"),
        "dv": ("Webhook deliveries", "adjustment.requested, waiting"),
        "msg": ("Messages", "adjustment.requested, its deliveries"),
        "jb": ("Jobs", "Counting, queued"),
        "aj": ("Adjustments", "€5.00, requested"),
    }
