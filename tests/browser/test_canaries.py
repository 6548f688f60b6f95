"""A browser that opens every page of a world full of canaries hears none, and has nothing to complain of."""

import pytest

from tests.security import addresses
from tests.security.canary import plant, words
from tests.security.world import World

SINGING = "() => document.querySelectorAll('svg[onload]').length"


@pytest.fixture
def world(app, database, settings, receiver):
    return World(app, settings, receiver, words).build()


def test_no_browser_takes_a_text_for_anything_else(app, world, owner, context, base_url, page):
    plant(owner)
    cookie = world.nora.client.get_cookie("countroom")
    context.add_cookies([{"name": "countroom", "value": cookie.value, "url": base_url}])
    pages = [each.path for each in addresses.guarded(app, world.named) if is_a_page(world.nora, each)]
    assert len(pages) > 30
    for path in pages:
        page.goto(f"{base_url}{path}", wait_until="load")
        assert page.evaluate(SINGING) == 0, path


def is_a_page(person, address):
    """What is drawn whole; a stream has no end."""
    if address.method != "GET" or address.path.endswith("/stream"):
        return False
    with person.get(address.path) as answer:
        text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    return answer.status_code == 200 and text.lstrip().lower().startswith("<!doctype html>")
