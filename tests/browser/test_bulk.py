"""Rejecting many in a real browser, chosen or all that match: tried out, agreed to by typing the count, followed."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import insist_on_access
from tests.cast import PASSWORD, hire
from tests.jobs.running import run

QUEUE = "/payments/withdrawals"


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


def test_rows_are_chosen_by_keyboard_and_rejected(app, settings, enter, page, till, base_url):
    asker = till.a_player(100_000)
    asked = [till.asks(asker, 1_000 + number) for number in range(6)]
    enter("penny")
    page.goto(f"{base_url}{QUEUE}?amount_from=1")
    expect(page.locator(".live")).to_have_text("Live")
    bar, ticked = page.locator(".bulk"), page.locator("[name=id]:checked")
    expect(bar).to_be_hidden()
    for key in ("j", "j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(ticked).to_have_count(3)
    expect(bar).to_contain_text("3 selected")
    insist_on_access(page, "the bar")

    till.claim(asked[2])
    till.asks(asker, 3_000)  # news: what changed is drawn anew, what is new waits behind the bar
    expect(page.locator(f"#{asked[2]}")).to_contain_text("Petra")
    assert ticked.evaluate_all("boxes => boxes.map(box => box.value)") == asked[1:4]

    page.keyboard.press("b")
    expect(page.get_by_role("heading", name="Reject 3 chosen withdrawals")).to_be_visible()
    insist_on_access(page, "what is asked first")
    page.get_by_label("Reason").select_option("identity")
    page.get_by_role("button", name="Begin the dry run").press("Enter")
    expect(page.get_by_role("heading", name="Dry run: reject withdrawals")).to_be_visible()
    run(app, settings)
    expect(page.locator(".dry-run")).to_contain_text("2 withdrawals would be changed, 1 left alone")
    page.locator("#count").fill("2")
    page.locator("#count").press("Enter")
    expect(page.get_by_role("heading", name="Reject withdrawals", exact=True)).to_be_visible()
    run(app, settings)
    expect(page.locator("#bulk dl.pairs").first).to_contain_text("2")
    states = [till.state(each)[0] for each in asked]
    assert states == ["requested", "rejected", "requested", "rejected", "requested", "requested"]


def test_a_page_is_chosen_at_once_and_another_page_is_not(enter, page, till, base_url):
    asker = till.a_player(100_000)
    for number in range(52):
        till.asks(asker, 1_000 + number)
    enter("penny")
    page.goto(base_url + QUEUE)
    bar, ticked = page.locator(".bulk"), page.locator("[name=id]:checked")
    page.get_by_label("Select the page").check()
    expect(bar).to_contain_text("50 selected")
    page.locator("[name=id]").first.uncheck()
    expect(bar).to_contain_text("49 selected")
    page.locator("#select-all").check()
    expect(bar).to_contain_text("All selected")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("[data-rows] > tr")).to_have_count(2)
    expect(ticked).to_have_count(0)
    expect(bar).to_be_hidden()
    expect(page.get_by_label("Select the page")).not_to_be_checked()
    page.keyboard.press("b")  # nothing is chosen: nothing happens
    page.locator("[name=id]").last.check()
    expect(bar).to_contain_text("1 selected")


def test_rows_are_chosen_without_a_script(app, browser, till, base_url):
    asked = [till.asks(till.a_player(5_000), 1_000) for _ in range(3)]
    hire(app, "penny", password=PASSWORD)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base_url)
    page.get_by_label("E-mail address").fill("penny@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Withdrawals", exact=True).click()
    expect(page.get_by_role("button", name="Reject…")).to_be_hidden()
    page.locator(f"#pick-{asked[1]}").check()
    page.get_by_role("button", name="Reject…").click()
    expect(page.get_by_role("heading", name="Reject 1 chosen withdrawal", exact=True)).to_be_visible()
