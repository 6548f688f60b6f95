"""The first job of the day of those whose own area has no browser test of its own, from the page they begin at."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from app import clock
from tests.ledger.book import bet, win
from tests.payments.till import Till
from tests.reports.casino import Casino


@pytest.fixture
def till(app, database):
    return Till(app).open()


@pytest.fixture
def played(app, database, database_url, owner_url):
    """A deposit, a bet and a win, a moment ago."""
    with Casino(database_url, owner_url) as casino:
        player = casino.register(clock.now() - timedelta(seconds=3))
        casino.deposit(clock.now() - timedelta(seconds=2), player, 10_000)
        casino.play(clock.now() - timedelta(seconds=1), player, bet(2_500), win(1_000))
        yield casino


def test_head_of_operations_sees_whether_today_is_normal_and_why(played, enter, page, base_url):
    enter("hannah", "head_of_operations")
    page.goto(base_url + "/")
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    tile = page.locator(".figure", has_text="GGR, settled").locator("a")
    expect(tile).to_have_text("€15.00")
    tile.click()
    expect(page.get_by_role("heading", name="What it means")).to_be_visible()
    expect(page.locator("tr.total td.number").first).to_have_text("€15.00")


def test_finance_goes_from_the_liability_to_its_definition(played, enter, page, base_url):
    enter("finn")
    page.goto(base_url + "/reports")
    page.get_by_role("link", name="Money", exact=True).click()
    expect(page.get_by_role("columnheader", name="Liability, closing")).to_be_visible()
    column = page.locator("thead th").all_text_contents().index("Liability, closing")
    total = page.locator("tr.total").first.locator("td").nth(column)
    expect(total).to_have_text("€85.00")
    total.locator("a").click()
    expect(page.get_by_role("heading", name="Liability, closing", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="What it means")).to_be_visible()
    expect(page.locator("tr.total td.number").first).to_have_text("€85.00")


def test_product_analyst_sees_which_game_earns(played, enter, page, base_url):
    enter("ada", "product_analyst")
    page.goto(base_url + "/")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    page.get_by_role("link", name="Reports").click()
    page.get_by_role("link", name="Game", exact=True).click()
    expect(page.locator("[data-rows] tr", has_text="Slot").locator("td.number").nth(2)).to_have_text("€15.00")


def test_crm_finds_a_player_and_sees_what_is_told_of_them(till, enter, page, base_url):
    player = till.a_player(5_000)
    enter("carla", "crm")
    page.goto(base_url + "/dashboard")
    page.keyboard.press("Control+k")
    expect(page.locator("#palette input")).to_be_focused()
    page.keyboard.type(player)
    expect(page.locator(f"#palette [data-result] [title='{player}']")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{base_url}/players/{player}")


def test_fraud_follows_the_money_and_stops_it(till, enter, page, base_url):
    player = till.a_player(5_000)
    till.asks(player, 2_000)
    enter("frida", "fraud")
    page.goto(base_url + "/payments/withdrawals")
    page.locator("[data-rows] a.id").first.click()
    page.get_by_role("link", name="Open the whole record").click()
    page.locator(f".pairs a[title='{player}']").click()
    page.get_by_role("link", name="Suspend").first.click()
    page.get_by_label("Reason").select_option(index=1)
    page.get_by_role("button", name="Suspend").click()
    expect(page.locator(".flash")).to_contain_text("Suspended:")
    assert till.rows("select status from player where status = 'suspended'")
