"""Rejecting all that match in a real browser: tried out, agreed to by typing the count, followed to its end."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import insist_on_access
from tests.jobs.running import run
from tests.payments.till import Till

QUEUE = "/payments/withdrawals"


@pytest.fixture
def till(app, database):
    built = Till(app).open()
    yield built
    assert built.faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_all_that_match_are_rejected_after_a_dry_run(app, settings, enter, page, till, base_url, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    asker = till.a_player(100_000)
    small = [till.asks(asker, 1_000 + number) for number in range(3)]
    large = till.asks(asker, 50_000)
    claimed = till.asks(asker, 1_500)
    till.claim(claimed)
    enter("penny")
    page.goto(f"{base_url}{QUEUE}?amount_to=20")
    page.get_by_role("link", name="Reject all that match").press("Enter")
    expect(page.get_by_role("heading", name="Reject all withdrawals that match")).to_be_visible()
    insist_on_access(page, "what is asked first")

    page.get_by_label("Reason").select_option("identity")
    page.get_by_role("button", name="Begin the dry run").press("Enter")
    expect(page.get_by_role("heading", name="Dry run: reject withdrawals")).to_be_visible()
    run(app, settings)
    dry = page.locator(".dry-run")
    expect(dry).to_contain_text("3 withdrawals would be changed")  # the page asks for itself
    expect(dry).to_contain_text("Somebody else is working on it.")
    insist_on_access(page, "the dry run")

    page.locator("#count").fill("3")
    page.locator("#count").press("Enter")
    expect(page.get_by_role("heading", name="Reject withdrawals", exact=True)).to_be_visible()
    run(app, settings)
    expect(page.locator("#bulk dl.pairs").first).to_contain_text("3")
    insist_on_access(page, "the run")
    states = [till.state(each)[0] for each in (*small, large, claimed)]
    assert states == ["rejected"] * 3 + ["requested"] * 2
    page.goto(f"{base_url}/bulk")
    expect(page.locator("[data-rows] > tr")).to_have_count(2)
    insist_on_access(page, "one's runs")
