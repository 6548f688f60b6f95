"""Crediting and debiting in a real browser: in the dialog by keyboard alone, and as pages without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import insist_on_access
from tests.cast import PASSWORD, hire

LIST = "/payments/adjustments"


@pytest.fixture
def player(till):
    """The outside id of a player with 100.00 in cash."""
    return till.a_player(10_000)


@pytest.fixture
def penny(enter, till, page):
    """A browser in which Penny is signed in, who may credit and debit."""
    enter("penny")
    return page


def go(page, address):
    """There, and until htmx has looked at the page: it does so in the turn after the script's own."""
    page.goto(address)
    page.evaluate("new Promise(done => setTimeout(done))")


def test_a_credit_is_given_by_keyboard_alone_from_the_list(penny, till, player, base_url):
    go(penny, f"{base_url}{LIST}?direction=credit")
    penny.get_by_role("link", name="New adjustment…").press("Enter")
    dialog = penny.locator("#dialog")
    expect(dialog.get_by_label("Player")).to_be_focused()
    penny.keyboard.type(player)
    penny.keyboard.press("Enter")
    dialog.get_by_role("link", name="Credit…").press("Enter")
    expect(dialog.get_by_label("Amount")).to_be_focused()
    penny.keyboard.type("50")
    expect(dialog.locator(".effect .after")).to_have_text("€150.00")
    expect(dialog.get_by_label("Amount")).to_be_focused()
    expect(dialog.get_by_role("button", name="Give €50.00")).to_be_visible()
    penny.keyboard.press("Tab")
    expect(dialog.get_by_label("Reason")).to_be_focused()
    penny.keyboard.type("A gesture")
    penny.keyboard.press("Control+Enter")
    expect(penny.locator("#alerts .flash")).to_contain_text("Credit of €50.00 done")
    expect(penny.locator("[data-rows] td.number")).to_have_text(["+€50.00"])
    assert till.purses(player) == (15_000, 0)


def test_a_fault_takes_the_focus_and_nothing_typed_is_lost(penny, till, player, base_url, complaints):
    go(penny, f"{base_url}/payments/accounts/{player}")
    opener, dialog = penny.get_by_role("link", name="Debit…"), penny.locator("#dialog")
    opener.press("Enter")
    dialog.get_by_label("Amount").fill("100.01")
    expect(dialog.locator(".banner.warn")).to_contain_text("does not hold as much")
    dialog.get_by_label("Explanation").fill("what I had typed")
    dialog.get_by_role("button", name="Take €100.01").press("Enter")
    expect(dialog.locator(".summary")).to_be_focused()
    expect(dialog.locator(".summary")).to_contain_text("Choose a reason.")
    dialog.get_by_label("Reason").select_option("mistake")
    dialog.get_by_role("button", name="Take €100.01").press("Enter")
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_role("alert")).to_contain_text("Nothing was changed.")
    for label, kept in (("Amount", "100.01"), ("Explanation", "what I had typed"), ("Reason", "mistake")):
        expect(dialog.get_by_label(label)).to_have_value(kept)
    penny.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    assert till.purses(player) == (10_000, 0)
    complaints.clear()  # the browser notes the 422 and the 409 itself


def test_the_whole_way_works_without_a_script(app, browser, till, player, base_url):
    hire(app, "penny", password=PASSWORD)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base_url)
    page.get_by_label("E-mail address").fill("penny@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Adjustments", exact=True).click()
    page.get_by_role("link", name="New adjustment…").click()
    page.get_by_label("Player").fill(player)
    page.get_by_role("button", name="Show the wallets").click()
    page.get_by_role("link", name="Debit…").click()
    page.get_by_label("Amount").fill("30")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.locator(".effect .after")).to_have_text("€70.00")
    page.get_by_label("Reason").select_option("mistake")
    page.get_by_role("button", name="Take €30.00").click()
    expect(page.locator(".flash")).to_contain_text("Debit of €30.00 done")
    assert till.purses(player) == (7_000, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_every_step_is_open_to_everybody(penny, player, base_url, scheme, width, complaints):
    penny.emulate_media(color_scheme=scheme)
    penny.set_viewport_size({"width": width, "height": 900})
    for address in (LIST, f"{LIST}?player={player}", f"{LIST}/new?player={player}", f"{LIST}/new?player=x"):
        penny.goto(base_url + address)
        insist_on_access(penny, address)
    go(penny, f"{base_url}/payments/accounts/{player}/EUR/cash")
    penny.get_by_role("link", name="Credit…").click()
    penny.locator("#dialog").get_by_label("Amount").fill("500")
    expect(penny.locator("#dialog .banner.warn")).to_contain_text("above your limit")
    insist_on_access(penny, "the dialog", "#dialog")
    penny.locator("#dialog").get_by_role("button", name="Give €500.00").click()
    expect(penny.locator("#dialog .summary")).to_be_focused()
    insist_on_access(penny, "the dialog with faults", "#dialog")
    complaints.clear()  # the browser notes the 422 itself
