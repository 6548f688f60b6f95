"""The components in a real browser: open to everybody at every width, in both themes, by keyboard, without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_accessible import RULES
from tests.styleguide.pages import GUIDE, PAGES


@pytest.fixture
def hire_pia(app, context, base_url, database):
    """A browser in which Pia, who may read the style guide, is signed in."""
    from tests.cast import hire, sign_in

    person = sign_in(app, hire(app, "pia", "platform_engineer"))
    cookie = {"name": "countroom", "value": person.client.get_cookie("countroom").value, "url": base_url}
    context.add_cookies([cookie])
    return cookie


@pytest.fixture
def pia(hire_pia, page):
    return page


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024, 768])
def test_every_section_is_open_to_everybody(pia, base_url, scheme, width):
    pia.emulate_media(color_scheme=scheme)
    pia.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        pia.goto(base_url + address)
        assert violations(pia) == [], address
        assert pia.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} scrolls sideways"


def go(page, address):
    """There, and until htmx has looked at the page: it does so in the turn after the script's own."""
    page.goto(address)
    page.evaluate("new Promise(done => setTimeout(done))")


def test_an_act_is_decided_by_keyboard_alone(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/dialogs")
    pia.keyboard.press("a")
    dialog = pia.locator("#dialog")
    expect(dialog.get_by_role("heading", name="Pay €2,400.00 to Elina Korhonen?")).to_be_visible()
    expect(dialog.get_by_label("Reason")).to_be_focused()
    assert violations(pia) == []
    pia.keyboard.press("ArrowDown")
    pia.keyboard.press("Tab")
    pia.keyboard.press("Control+Enter")
    expect(pia.locator("#alerts .flash")).to_contain_text("Nothing was changed.")


def test_errors_take_the_focus_and_lead_to_their_fields(pia, base_url, complaints):
    go(pia, f"{base_url}{GUIDE}/dialogs")
    pia.get_by_role("link", name="Reject all that match").click()
    dialog = pia.locator("#dialog")
    dialog.get_by_role("button", name="Reject 9,812 withdrawals").click()
    expect(dialog.locator(".summary")).to_be_focused()
    dialog.get_by_role("link", name="Count: Type 9,812").click()
    expect(dialog.get_by_label("Count")).to_be_focused()
    assert violations(pia) == []
    complaints.clear()  # the browser notes the 422 itself


def test_escape_closes_the_dialog_and_the_focus_returns(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/dialogs")
    opener = pia.get_by_role("link", name="Credit…")
    opener.click()
    expect(pia.locator("#dialog")).to_be_visible()
    pia.keyboard.press("Escape")
    expect(pia.locator("#dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_without_scripts_the_same_forms_are_pages(browser, hire_pia, base_url):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([hire_pia])
    page = context.new_page()
    page.goto(f"{base_url}{GUIDE}/dialogs")
    page.get_by_role("link", name="Approve and pay").click()
    page.get_by_role("button", name="Approve and pay €2,400.00").click()
    expect(page).to_have_title("Error: Pay €2,400.00 to Elina Korhonen? · Countroom")
    page.get_by_label("Reason").select_option("turnover")
    page.get_by_role("button", name="Approve and pay €2,400.00").click()
    expect(page.locator("#alerts .flash")).to_contain_text("Nothing was changed.")
    context.close()


def test_rows_are_ticked_by_key_and_by_range(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/lists")
    expect(pia.locator("#list .bulk")).to_be_hidden()
    for key in ("j", "x", "j", "j", "j", "Shift+X"):
        pia.keyboard.press(key)
    expect(pia.locator("#list [data-selected]")).to_have_text("4")
    assert violations(pia) == []
    pia.locator("#list [data-select-page]").check()
    expect(pia.locator("#list [data-selected]")).to_have_text("6")
    pia.get_by_label("All 312 withdrawals that match").check()
    pia.get_by_role("button", name="Tag…").click()
    expect(pia.get_by_role("heading", name="All that match")).to_be_visible()


def test_a_queue_is_worked_by_keyboard_and_the_address_follows(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/queues")
    for key in ("j", "j", "Enter"):
        pia.keyboard.press(key)
    expect(pia.locator("#open form.decide")).to_be_visible()
    assert "open=wd_" in pia.url
    assert violations(pia) == []
    pia.keyboard.press("a")
    expect(pia.locator("#open").get_by_label("Reason")).to_be_focused()
    pia.locator("#main").focus()
    pia.keyboard.press("r")
    expect(pia.locator("#dialog").get_by_label("Count")).to_be_visible()


def test_the_height_of_rows_is_kept(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/lists")
    tall = pia.locator("[data-rows] > tr").first.bounding_box()["height"]
    pia.get_by_role("button", name="Compact rows").click()
    assert pia.locator("[data-rows] > tr").first.bounding_box()["height"] == tall - 4
    pia.reload()
    expect(pia.locator("html")).to_have_attribute("data-density", "compact")
    expect(pia.get_by_role("button", name="Compact rows")).to_have_attribute("aria-pressed", "true")


def test_columns_are_chosen_from_the_keyboard(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/lists")
    pia.keyboard.press("c")
    expect(pia.get_by_label("Withdrawal", exact=True)).to_be_focused()
    assert violations(pia) == []
    pia.keyboard.press("Space")
    pia.get_by_role("button", name="Show").click()
    expect(pia.locator("#list thead")).not_to_contain_text("Withdrawal")


def test_the_palette_finds_a_place_by_keyboard(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/lists")
    pia.keyboard.press("Control+k")
    expect(pia.locator("#palette input")).to_be_focused()
    pia.keyboard.type("roun")
    expect(pia.locator("#palette [data-result]")).to_have_count(1)
    assert violations(pia) == []
    pia.keyboard.press("ArrowDown")
    expect(pia.locator("#palette [data-result]")).to_be_focused()
    pia.keyboard.press("Enter")
    expect(pia).to_have_url(f"{base_url}/games/rounds")


def test_g_and_a_letter_go_to_a_place(pia, base_url):
    go(pia, f"{base_url}{GUIDE}")
    pia.keyboard.press("g")
    pia.keyboard.press("r")
    expect(pia).to_have_url(f"{base_url}/games/rounds")


def test_space_looks_at_a_row_and_escape_puts_it_away(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/finding")
    pia.keyboard.press("j")
    pia.keyboard.press("Space")
    expect(pia.locator("#peek h2")).to_have_text("Dmitri Sokolov")
    assert violations(pia) == []
    pia.keyboard.press("Escape")
    expect(pia.locator("#peek h2")).to_have_count(0)


def test_a_paused_log_keeps_new_lines_behind_a_bar(pia, base_url):
    go(pia, f"{base_url}{GUIDE}/changes")
    pia.get_by_role("button", name="Pause").click()
    pia.evaluate("document.querySelector('.log-lines ol').prepend(document.createElement('li'))")
    expect(pia.locator("[data-news]")).to_have_text("1 new line")
    pia.locator("[data-news]").click()
    expect(pia.locator("[data-news]")).to_be_hidden()
    expect(pia.locator(".log-lines li[hidden]")).to_have_count(0)


def test_a_log_grows_waits_while_it_is_paused_and_shows_what_is_asked_for(pia, base_url):
    pia.clock.install()
    address = f"{base_url}{GUIDE}/changes"
    pia.goto(address)
    pia.clock.run_for(100)
    lines, bar = pia.locator(".log li:visible"), pia.locator("[data-news]")
    expect(lines).to_have_count(3)
    pia.clock.run_for(5_000)
    expect(lines).to_have_count(4)
    pia.get_by_role("button", name="Pause").press("Enter")
    for held in ("1 new line", "2 new lines"):
        pia.clock.run_for(5_000)
        expect(bar).to_have_text(held)
    expect(lines).to_have_count(4)
    bar.press("Enter")
    expect(lines).to_have_count(6)
    expect(bar).to_be_hidden()

    pia.get_by_role("link", name="Refused").press("Enter")
    expect(pia).to_have_url(f"{address}?outcome=refused")
    pia.clock.run_for(100)
    expect(lines).to_have_count(1)
    pia.clock.run_for(5_000)
    expect(lines).to_have_count(2)
    expect(pia.locator(".log li .bad")).to_have_count(2)
    pia.get_by_role("button", name="Pause").press("Enter")
    pia.clock.run_for(5_000)
    expect(bar).to_be_visible()
    assert violations(pia) == []  # last: it takes seconds, and in five of them there is another line
