"""Rounds in a real browser: filters, paging and history by htmx, theme, copying, and life without a script."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD, hire
from tests.games.pages import ROUNDS
from tests.wallet.house import bet, betwin


def test_tabs_and_chips_change_the_list_and_the_address_and_back_brings_it_back(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    everything = grace.locator("[data-rows] > tr").count()
    grace.get_by_role("link", name="Open, by age").click()
    expect(grace).to_have_url(f"{base_url}{ROUNDS}?state=open")
    expect(grace.locator("[data-rows] .badge").first).to_have_text("Open")

    grace.locator("#filters > summary").click()
    grace.get_by_label("Currency").select_option("EUR")
    grace.get_by_role("button", name="Apply").click()
    expect(grace.locator(".chip")).to_have_text("Currency is EUR")
    grace.get_by_role("link", name="Remove the filter Currency is EUR").click()
    expect(grace.locator(".chip")).to_have_count(0)
    grace.get_by_role("link", name="All", exact=True).click()
    expect(grace.locator("[data-rows] > tr")).to_have_count(everything)
    grace.go_back()
    expect(grace.locator(".tabs [aria-current]")).to_have_text("Open, by age")


def test_the_theme_is_chosen_kept_and_drawn_by_the_server(grace, played, base_url):
    grace.emulate_media(color_scheme="light")
    grace.goto(base_url + ROUNDS)
    light = grace.evaluate("getComputedStyle(document.body).backgroundColor")
    grace.locator("#account > summary").click()
    grace.get_by_role("button", name="Dark").click()
    assert grace.evaluate("getComputedStyle(document.body).backgroundColor") != light
    grace.reload()
    expect(grace.locator("html")).to_have_attribute("data-theme", "dark")
    grace.locator("#account > summary").click()
    expect(grace.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


def test_an_id_is_copied_whole(grace, context, house, player, base_url):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    house.call("betwin", betwin(player, bet("1", "1.00")))
    grace.goto(base_url + ROUNDS)
    row = grace.locator("[data-rows] > tr").first
    row.hover()
    row.locator("[data-copy]").first.click()
    expect(grace.locator("#said")).to_have_text(f"Copied {row.get_attribute('id')}")
    assert grace.evaluate("navigator.clipboard.readText()") == row.get_attribute("id")


def test_a_page_whose_session_ended_goes_to_the_door_by_itself(grace, house, player, base_url, owner, complaints):
    grace.goto(f"{base_url}{ROUNDS}?state=open")
    expect(grace.locator(".live")).to_have_text("Live")
    owner.execute("update staff_session set revoked_at = now()")
    house.call("betwin", betwin(player, bet("1", "1.00")))
    expect(grace).to_have_url(f"{base_url}/sign-in?next=%2Fgames%2Frounds%3Fstate%3Dopen", timeout=15_000)
    complaints.clear()  # the browser notes the 401 itself


def test_the_whole_way_works_without_a_script(app, browser, house, player, base_url):
    for number in range(3):
        house.call("betwin", betwin(player, bet(f"b{number}", f"{number + 1}.00"), round_id=f"r{number}"))
    hire(app, "grace", password=PASSWORD)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base_url)
    page.get_by_label("E-mail address").fill("grace@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Rounds").click()
    expect(page.get_by_role("heading", name="Rounds")).to_be_visible()
    expect(page.locator("[data-needs-script]:visible")).to_have_count(0)

    page.locator("#filters > summary").click()
    page.get_by_label("Stake from").fill("2.50")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("[data-rows] > tr")).to_have_count(1)
    page.locator("tbody a.id").first.click()
    expect(page.locator(".entry")).to_have_count(1)

    page.locator("#account > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in to Countroom")).to_be_visible()


@pytest.mark.parametrize("address", ["/sign-in", ROUNDS])
def test_a_first_visit_keeps_its_budget_and_the_next_page_costs_little(page, enter, played, base_url, address):
    if address == ROUNDS:
        enter("grace")
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    weights, requests = {}, []
    client.on("Network.requestWillBeSent", lambda event: weights.setdefault(event["requestId"], 0))
    client.on("Network.loadingFinished", lambda event: finished(event["requestId"], event["encodedDataLength"]))

    def finished(request, weight):
        if request in weights:  # not one of the visit before, told late
            weights[request] = weight

    page.on("request", lambda request: requests.append(request.url) if "/stream" not in request.url else None)
    page.goto(base_url + address, wait_until="load")
    assert len(requests) <= 6, requests
    assert sum(weights.values()) < 150_000, weights

    weights.clear()
    page.goto(base_url + address, wait_until="load")
    assert sum(weights.values()) < 20_000, weights
