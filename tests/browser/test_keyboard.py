"""Hands on the keyboard: walking a list, finding, opening, going back up."""

from playwright.sync_api import expect

from tests.games.pages import ROUNDS


def test_a_list_is_walked_opened_and_left(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    rows = grace.locator("[data-rows] > tr")
    for key in ("j", "j", "k", "j"):
        grace.keyboard.press(key)
    expect(rows.nth(1)).to_have_class("current")
    wanted = rows.nth(1).get_attribute("id")
    grace.keyboard.press("Enter")
    expect(grace).to_have_url(f"{base_url}{ROUNDS}/{wanted}")
    grace.keyboard.press("Escape")
    expect(grace).to_have_url(base_url + ROUNDS)


def test_slash_finds_and_no_key_fires_in_a_field(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    grace.keyboard.press("/")
    expect(grace.locator("[data-search]")).to_be_focused()
    grace.keyboard.type("jk?")
    expect(grace.locator("[data-search]")).to_have_value("jk?")
    expect(grace.locator("tr.current")).to_have_count(0)
    expect(grace.locator("#shortcuts")).to_be_hidden()


def test_the_keys_can_be_looked_up_and_switched_off(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    grace.keyboard.press("?")
    expect(grace.locator("#shortcuts")).to_be_visible()
    grace.locator("#keys-on").uncheck()
    grace.keyboard.press("Escape")
    grace.keyboard.press("j")
    expect(grace.locator("tr.current")).to_have_count(0)


def test_escape_closes_a_menu_and_gives_the_focus_back(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    opener = grace.locator("#account > summary")
    opener.press("Enter")
    expect(grace.get_by_role("button", name="Sign out")).to_be_visible()
    grace.keyboard.press("Escape")
    expect(grace.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_first_tab_skips_to_the_content(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    grace.keyboard.press("Tab")
    expect(grace.locator(".skip")).to_be_focused()
    grace.keyboard.press("Enter")
    expect(grace.locator("#main")).to_be_focused()


def test_the_list_of_keys_holds_what_works_on_the_page_and_leads_to_each_place(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    grace.keyboard.press("?")
    keys = grace.locator("#shortcuts")
    for words, is_there in [("Next and previous row", True), ("Hold", False), ("Undo", False), ("Reject", False)]:
        expect(keys.locator("dd", has_text=words)).to_be_visible(visible=is_there)
    expect(keys.get_by_role("heading", name="Records and queues")).to_be_hidden()
    grace.keyboard.press("Escape")
    grace.keyboard.press("g")
    grace.keyboard.press("c")
    expect(grace).to_have_url(base_url + "/games/calls")


def test_what_is_shortened_on_screen_is_copied_whole(grace, played, base_url):
    grace.context.grant_permissions(["clipboard-read", "clipboard-write"])
    grace.goto(base_url + ROUNDS)
    row = grace.locator("[data-rows] > tr").first
    whole, shown = row.get_attribute("id"), row.locator(".id").first
    expect(shown).to_have_text(f"rd_…{whole[-8:]}")
    shown.evaluate("each => getSelection().selectAllChildren(each)")
    grace.keyboard.press("Control+c")
    assert grace.evaluate("navigator.clipboard.readText()") == whole
