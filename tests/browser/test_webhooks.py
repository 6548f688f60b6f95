"""Webhooks in a browser: every screen in both themes and two widths, and the acts in dialogs."""

import pytest

from app.services import webhook_sending
from tests.browser.test_accessible import insist_on_access
from tests.cast import hire, sign_in
from tests.webhooks import conftest as other_side

desk, hands, world = other_side.desk, other_side.hands, other_side.world


@pytest.fixture
def paula(app, context, base_url, desk, page):
    """Looks after the platform."""
    cookie = sign_in(app, hire(app, "paula", "platform_engineer")).client.get_cookie("countroom")
    context.add_cookies([{"name": "countroom", "value": cookie.value, "url": base_url}])
    return page


def send(desk):
    """Here and now: the browser's own loop leaves no place for a worker's."""
    desk.spread()
    with desk.app.app_context():
        for endpoint_id in {delivery.endpoint_id for delivery in desk.deliveries()}:
            webhook_sending.send_due(endpoint_id)


@pytest.fixture
def told(desk, receiver, hands):
    """An endpoint with a delivery that arrived at its second attempt, and one that is disabled with dead letters."""
    endpoint, _ = desk.add(receiver.url)
    receiver.status, receiver.body = 503, b'{"detail": "Deploying"}'
    desk.tell()
    send(desk)
    receiver.status, receiver.body = 200, b'{"ok": true}'
    hands.move(seconds=6)
    send(desk)
    (delivery,) = desk.deliveries()
    gone, _ = desk.add(receiver.url + "/gone")
    receiver.status = 410
    desk.tell(3)
    send(desk)
    return {"endpoint": endpoint, "gone": gone, "delivery": delivery.outside_id}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_screens_are_open_to_everybody(paula, told, base_url, scheme, width):
    paula.emulate_media(color_scheme=scheme)
    paula.set_viewport_size({"width": width, "height": 900})
    for name, address in {
        "endpoints": "/endpoints",
        "endpoint": f"/endpoints/{told['endpoint']}",
        "gone": f"/endpoints/{told['gone']}",
        "new": "/endpoints/new",
        "disabling": f"/endpoints/{told['endpoint']}/disabling",
        "deliveries": f"/deliveries?receiver={told['endpoint']}",
        "delivery": f"/deliveries/{told['delivery']}",
        "dismissals": f"/endpoints/{told['gone']}/dismissals",
    }.items():
        paula.goto(f"{base_url}/webhooks{address}")
        insist_on_access(paula, f"{name} {width} {scheme}")


def test_an_endpoint_is_added_and_disabled_in_a_dialog(paula, receiver, base_url):
    paula.goto(f"{base_url}/webhooks/endpoints/new")
    paula.get_by_label("Address").fill(receiver.url)
    paula.get_by_label("player.registered").check()
    paula.get_by_role("button", name="Add the endpoint").click()
    assert paula.locator("#secret .id").inner_text().startswith("whsec_")
    insist_on_access(paula, "secret")
    paula.get_by_role("link", name="I have kept it").click()
    paula.get_by_role("link", name="Disable…").click()
    dialog = paula.get_by_role("dialog")
    dialog.get_by_label("Reason").select_option("wrong-receiver")
    dialog.get_by_role("button", name="Disable the endpoint").click()
    paula.get_by_text("It leads to the wrong receiver").wait_for()


def test_a_dead_letter_is_dismissed_in_a_dialog(paula, told, base_url):
    paula.goto(f"{base_url}/webhooks/deliveries?state=dead")
    paula.locator("[data-rows] a.id").first.click()
    paula.get_by_role("link", name="Dismiss…").click()
    dialog = paula.get_by_role("dialog")
    dialog.get_by_label("Reason").select_option("too-late")
    dialog.get_by_role("button", name="Dismiss the dead letter").click()
    paula.get_by_text("It comes too late to be of use").wait_for()


def test_a_delivery_shows_its_attempt_by_itself(paula, desk, receiver, base_url):
    desk.add(receiver.url)
    desk.tell()
    desk.spread()
    (delivery,) = desk.deliveries()
    paula.goto(f"{base_url}/webhooks/deliveries/{delivery.outside_id}")
    paula.get_by_text("Not attempted yet").wait_for()
    send(desk)
    paula.get_by_text("Attempt 1").wait_for()
    assert paula.locator("#delivery[hx-get]").count() == 0
