"""Game operations’ first job, to disable a game for a market, and the platform engineer’s, to see how providers fare
and to change a key: in a real browser, with and without scripts."""

from playwright.sync_api import expect

from app.services import provider_cells
from tests.cast import PASSWORD, hire
from tests.games.pages import integration_of
from tests.wallet.house import SECRET, balance_of, bet, betwin, win


def code_of(house, player, number):
    return house.call("betwin", betwin(player, bet(f"t{number}", "1"))).code


def test_a_game_is_disabled_for_a_market_with_who_is_in_play_and_enabled_again(enter, house, player, page, base_url):
    house.open_session(player)
    assert code_of(house, player, 1) is None
    enter("grace")
    page.goto(f"{base_url}/games/catalogue")
    page.get_by_role("link", name="slot").click()
    page.get_by_role("link", name="Disable…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("#in-play td").first).to_have_text("1")
    dialog.get_by_label("Country").fill("se")
    expect(dialog.locator("#in-play")).to_contain_text("Nobody")
    dialog.get_by_label("Country").fill("mt")
    expect(dialog.locator("#in-play td").nth(1)).to_have_text("1 with €1.00")
    dialog.get_by_label("Reason").select_option("regulator")
    dialog.get_by_role("button", name="Disable now").click()
    expect(page.locator(".record-head .badge")).to_have_text("Disabled in part")
    assert code_of(house, player, 2) == "153"
    assert house.call("betwin", betwin(player, win("w", "1"))).status == 200

    page.get_by_role("link", name="Enable…").click()
    page.get_by_role("dialog").get_by_label("Reason").select_option("permitted")
    page.get_by_role("dialog").get_by_role("button", name="Enable now").click()
    expect(page.locator(".record-head .badge")).to_have_text("Lifted")
    assert code_of(house, player, 2) is None


def test_the_same_without_a_script(app, house, player, browser, base_url):
    assert code_of(house, player, 1) is None
    hire(app, "grace", password=PASSWORD)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base_url}/sign-in?next=/games/catalogue")
    page.get_by_label("E-mail address").fill("grace@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="slot").click()
    page.get_by_role("link", name="Disable…").click()
    expect(page.locator("#in-play")).to_contain_text("Open rounds in EUR")
    page.get_by_label("Reason").select_option("fault")
    page.get_by_role("button", name="Disable now").click()
    expect(page.locator(".record-head .badge")).to_have_text("Disabled")
    assert code_of(house, player, 2) == "405"


def test_the_platform_engineer_sees_how_providers_fare_and_changes_a_key(enter, house, player, page, base_url):
    assert code_of(house, player, 1) is None
    house.call("betwin", betwin(player, bet("x", "1")), signature="forged")
    house.log()
    with house.app.app_context():
        provider_cells.fold()
    enter("paula", "platform_engineer")
    page.goto(f"{base_url}/games/providers")
    expect(page.locator("[data-rows] td").nth(3)).to_have_text("50.00 %")
    page.get_by_role("link", name="Acme").click()
    expect(page.locator("[aria-labelledby=errors-title] td.id")).to_have_text("bad_signature")
    page.goto(base_url + integration_of(house, "acme"))
    page.get_by_role("button", name="Add a key").click()
    secret = page.locator("#secret .id").inner_text()
    page.get_by_role("link", name="I have kept it").click()
    page.get_by_role("button", name="Retire").last.click()
    expect(page.get_by_role("button", name="Retire")).to_have_count(1)
    assert house.call("betwin", betwin(player, bet("t2", "1")), secret=secret).status == 200
    assert house.call("betwin", betwin(player, bet("t3", "1")), secret=SECRET).code == "403"
    assert house.call("balance", balance_of(player), secret=secret).status == 200
