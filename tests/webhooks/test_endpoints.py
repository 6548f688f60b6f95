"""Endpoints: where they may point, who may change them, and that their secrets are nowhere to be read."""

import base64
import json

import pytest

from app.errors import Invalid, NotFound, Refused
from app.services import webhook_endpoints, webhook_replays
from app.services.webhook_endpoints import Wanted
from tests.webhooks.conftest import Someone


def test_a_secret_is_as_the_standard_asks(desk):
    _, key = desk.add("https://hooks.example.com/in")
    assert key.startswith("whsec_")
    assert 24 <= len(base64.b64decode(key.removeprefix("whsec_"))) <= 64


def test_a_third_secret_is_refused_until_the_oldest_has_run_out(desk, hands):
    endpoint, _ = desk.add("https://hooks.example.com/in")
    desk.rotate(endpoint)
    with pytest.raises(Refused, match="Two secrets live"):
        desk.rotate(endpoint)
    hands.move(days=1, seconds=1)
    desk.rotate(endpoint)


def test_the_database_has_no_place_for_a_third_secret(desk, owner):
    desk.add("https://hooks.example.com/in")
    rows = "insert into webhook_secret select endpoint_id, 3, sealed, fingerprint from webhook_secret"
    with pytest.raises(Exception, match="webhook_secret_place_check"):
        owner.execute(rows)


@pytest.mark.parametrize(
    "url", ["http://hooks.example.com/", "https://127.0.0.1/", "https://user@hooks.example.com/", "https://10.0.0.1/"]
)
def test_an_endpoint_outside_the_public_net_is_refused(desk, owner, url):
    with pytest.raises(Invalid):
        desk.add(url)
    assert owner.execute("select count(*) from webhook_endpoint").fetchone() == (0,)


@pytest.mark.parametrize("types", [(), ("player.sneezed",), ("player.registered", "nothing")])
def test_only_types_of_the_catalogue_are_taken(app, desk, types):
    with app.app_context(), pytest.raises(Invalid):
        webhook_endpoints.add(Wanted("https://hooks.example.com/", "", types), by=Someone())


def test_whoever_serves_one_brand_manages_the_endpoints_of_that_brand_alone(app, desk, owner):
    every, _ = desk.add("https://hooks.example.com/all")
    mine, _ = desk.add("https://hooks.example.com/mine", brand="norrsken")
    local = Someone(frozenset({desk.brand_id}))
    with app.app_context():
        webhook_endpoints.rotate(mine, by=local)
        with pytest.raises(NotFound):
            webhook_endpoints.rotate(every, by=local)
        with pytest.raises(Invalid):
            webhook_endpoints.add(Wanted("https://hooks.example.com/", "", ("player.registered",)), by=local)


def test_disabling_turns_what_waits_into_dead_letters(app, desk, receiver, hands):
    endpoint, _ = desk.add(receiver.url)
    receiver.status = 500
    desk.tell()
    desk.work()
    with app.app_context():
        webhook_endpoints.disable(endpoint, reason="Too noisy", by=Someone())
        with pytest.raises(Refused):
            webhook_endpoints.disable(endpoint, reason="Again", by=Someone())
    (delivery,) = desk.deliveries()
    assert (delivery.state, delivery.next_at) == ("dead", None)
    with app.app_context(), pytest.raises(Refused):
        webhook_replays.replay(delivery.outside_id, by=Someone())


def test_a_delivered_message_can_be_sent_again_under_the_same_id(app, desk, receiver, owner):
    desk.add(receiver.url)
    desk.tell()
    desk.work()
    (delivery,) = desk.deliveries()
    with app.app_context():
        webhook_replays.replay(delivery.outside_id, by=Someone())
    desk.work()
    assert len(receiver.ids) == 2
    assert len(set(receiver.ids)) == 1


def test_a_test_message_goes_to_this_endpoint_alone(app, desk, receiver):
    endpoint, _ = desk.add(receiver.url)
    desk.add(receiver.url + "?other")
    with app.app_context():
        webhook_endpoints.send_test(endpoint, by=Someone())
    desk.work()
    ((path, _, body),) = receiver.came
    assert (path, json.loads(body)["type"], json.loads(body)["data"]["id"]) == ("/hooks", "webhook.tested", endpoint)


def test_each_change_leaves_its_record(app, desk, receiver, owner):
    endpoint, _ = desk.add(receiver.url)
    desk.rotate(endpoint)
    desk.tell()
    desk.work()
    with app.app_context():
        webhook_endpoints.send_test(endpoint, by=Someone())
        webhook_endpoints.disable(endpoint, reason="Too noisy", by=Someone())
        webhook_endpoints.enable(endpoint, reason="Quiet now", by=Someone())
        webhook_replays.replay(desk.deliveries()[0].outside_id, by=Someone())
        webhook_replays.replay_since(endpoint, desk.deliveries()[0].created_at, by=Someone())
    names = {name for (name,) in owner.execute("select name from audit_record where phase = 'effect'")}
    assert {
        "webhook_endpoint.added", "webhook_secret.rotated", "webhook_endpoint.tested", "webhook_endpoint.disabled",
        "webhook_endpoint.enabled", "webhook_delivery.replayed", "webhook_deliveries.replayed",
    } <= names  # fmt: skip


def test_a_secret_stands_in_no_table_and_in_no_line_of_a_log(app, desk, receiver, owner, capfd):
    endpoint, old = desk.add(receiver.url)
    new = desk.rotate(endpoint)
    receiver.status = 500
    desk.tell()
    desk.work()
    tables = owner.execute(
        "select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')"
    ).fetchall()
    rows = [row[0] for (table,) in tables for row in owner.execute(f"select t::text from {table} t")]
    said = "\n".join([*rows, *capfd.readouterr()])
    assert endpoint.split("_")[0] in said
    for key in (old, new):
        bare = key.removeprefix("whsec_")
        for form in (bare, bare.rstrip("="), base64.b64decode(bare).hex()):
            assert form not in said
