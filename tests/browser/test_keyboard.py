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
