"""Settings in a browser: changed by keyboard alone, and as pages without a script; every screen in both themes."""

import pytest
from playwright.sync_api import Page, expect

from app.services import settings
from tests.browser.test_accessible import insist_on_access

VALUES = "/settings/values"
IDLE = f"{VALUES}/auth/session-idle"


@pytest.fixture
def walter(enter, page, database):
    """A browser in which Walter is signed in, who decides how staff sign in."""
    enter("walter")
    return page


def decide(app, text):
    with app.app_context():
        settings.change("auth.session_idle", text, reason="A review in spring asked for it", by=None)


def test_a_setting_is_changed_by_keyboard_alone(walter: Page, base_url):
    walter.goto(base_url + IDLE)
    walter.evaluate("new Promise(done => setTimeout(done))")
    walter.get_by_role("link", name="Change…").press("Enter")
    dialog = walter.locator("#dialog")
    expect(dialog.get_by_label("New value")).to_be_focused()
    walter.keyboard.press("Control+A")
    walter.keyboard.type("15 min")
    expect(dialog.locator(".effect .after")).to_have_text("15 min")
    expect(dialog.get_by_label("New value")).to_be_focused()
    walter.keyboard.press("Tab")
    walter.keyboard.type("Agreed")
    walter.keyboard.press("Control+Enter")
    expect(walter.locator("#alerts .flash")).to_contain_text("Session idle is now 15 min")
    expect(walter.locator("[aria-labelledby=history-title] ins")).to_have_text("15 min")


def test_whoever_was_slower_is_shown_both_in_the_dialog(walter: Page, app, base_url, complaints):
    walter.goto(base_url + IDLE)
    walter.evaluate("new Promise(done => setTimeout(done))")
    walter.get_by_role("link", name="Change…").click()
    dialog = walter.locator("#dialog")
    dialog.get_by_label("New value").fill("15 min")
    dialog.get_by_label("Reason").select_option("agreed")
    decide(app, "20 min")
    dialog.get_by_role("button", name="Change the setting").click()
    expect(dialog.locator(".banner.bad")).to_contain_text("A review in spring asked for it")
    expect(dialog.locator(".diff td")).to_have_text(["20 min", "15 min"], use_inner_text=True)
    insist_on_access(walter, "conflict", "#dialog")
    dialog.get_by_role("button", name="Change the setting").click()
    expect(walter.locator("#alerts .flash")).to_contain_text("is now 15 min")
    complaints[:] = [each for each in complaints if "409" not in each]  # the browser notes it itself


def test_without_scripts_a_setting_is_changed_by_pages(app, browser, enter, context, database, base_url):
    enter("walter")
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(base_url + IDLE)
    page.get_by_role("link", name="Change…").click()
    page.get_by_label("New value").fill("15 min")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.locator(".effect .after")).to_have_text("15 min")
    page.get_by_label("Reason").select_option("agreed")
    page.get_by_role("button", name="Change the setting").click()
    expect(page.locator("#alerts .flash")).to_contain_text("Session idle is now 15 min")
    plain.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_screens_are_open_to_everybody(walter: Page, app, base_url, scheme, width):
    for text in ("20 min", "25 min"):
        decide(app, text)
    walter.emulate_media(color_scheme=scheme)
    walter.set_viewport_size({"width": width, "height": 900})
    for address in (
        VALUES,
        f"{VALUES}?at=2026-01-01T00:00",
        IDLE,
        f"{IDLE}/changes/new?value=15+min",
        f"{IDLE}/changes/new?reset=y",
    ):
        walter.goto(base_url + address)
        insist_on_access(walter, f"{address} {width} {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_brands_and_their_rules_are_too(page: Page, enter, house, base_url, scheme, width):
    enter("hedda")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base_url}/settings/profiles/p/versions/new")
    page.get_by_label("Minimum age").fill("21")
    page.get_by_role("button", name="Show what it changes").click()
    expect(page.get_by_label("Why")).to_be_visible()
    insist_on_access(page, "new version")
    page.get_by_label("Why").fill("The authority asks for it")
    page.get_by_role("button", name="Add version 2").click()
    expect(page.locator("#alerts .flash")).to_contain_text("Version 2 counts from")
    insist_on_access(page, "profile")
    for address in ("brands", "brands/b", "licences/l", "profiles/p?at=2021-01-01T00:00"):
        page.goto(f"{base_url}/settings/{address}")
        insist_on_access(page, f"{address} {width} {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_rates_are_too(page: Page, enter, database, base_url, scheme, width):
    enter("finn")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base_url}/settings/rates/new")
    insist_on_access(page, "one day")
    page.goto(f"{base_url}/settings/rates/new?paste=y")
    page.get_by_label("Source").fill("ECB")
    page.get_by_label("Lines").fill("2026-03-02,SEK,11.2\n2026-03-02,JPY,160.5")
    insist_on_access(page, "lines")
    page.get_by_role("button", name="Try it out").click()
    expect(page.get_by_role("heading", name="What would become of these rates")).to_be_visible()
    insist_on_access(page, "trial")
    page.get_by_role("button", name="Enter 2 rates").click()
    expect(page.locator("#alerts .flash")).to_contain_text("2 rates entered, 0 corrected.")
    insist_on_access(page, "currencies")
    page.get_by_role("link", name="SEK", exact=True).last.click()
    expect(page.get_by_role("heading", name="SEK for 1 EUR")).to_be_visible()
    insist_on_access(page, f"currency {width} {scheme}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_switches_and_the_banner_of_maintenance_are_too(page: Page, enter, house, base_url, scheme, width):
    enter("hedda")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base_url}/settings/switches")
    page.evaluate("new Promise(done => setTimeout(done))")
    page.get_by_role("link", name="Begin…").last.press("Enter")
    dialog = page.locator("#dialog")
    dialog.get_by_label("Reason").select_option("upgrade")
    insist_on_access(page, "beginning", "#dialog")
    dialog.get_by_role("button", name="Begin now").press("Enter")
    expect(page.locator(".maintenance")).to_contain_text("Maintenance of c")
    insist_on_access(page, f"switches {width} {scheme}")
    page.goto(f"{base_url}/games/rounds")
    expect(page.locator(".maintenance")).to_contain_text("An upgrade.")
    insist_on_access(page, f"banner {width} {scheme}")
