"""The first jobs of Support and of Compliance in a real browser: find who is on the phone and say what became of the
money; stop a player at once, and see that the wallet refuses the next bet."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessible import insist_on_access
from tests.cast import hire, sign_in
from tests.wallet.house import bet, betwin


@pytest.fixture
def player(house, owner):
    """Ada, with 100.00 EUR in cash."""
    made = house.a_player(cash=10_000)
    owner.execute(
        "insert into player_person (player_id, brand_id, email, first_name, last_name, birth_date)"
        " values (%s, %s, 'ada@players.example', 'Ada', 'Lovelace', '1990-02-28')",
        (made.id, house.ids["brand"]),
    )
    return made


@pytest.fixture
def as_role(app, context, base_url, page: Page):
    """A browser in which somebody with this role is signed in."""

    def entered(role):
        person = sign_in(app, hire(app, role, role))
        value = person.client.get_cookie("countroom").value
        context.add_cookies([{"name": "countroom", "value": value, "url": base_url}])
        return page

    return entered


@pytest.fixture
def noted(owner):
    """The sentences of the audit log that tell what was done."""

    def read(name):
        said = "select body::json ->> 'sentence' from audit_record where name = %s and phase = 'effect'"
        return [sentence for (sentence,) in owner.execute(said, [name])]

    return read


def go(page, address):
    """There, and until htmx has looked at the page: it does so in the turn after the script's own."""
    page.goto(address)
    page.evaluate("new Promise(done => setTimeout(done))")


def test_support_finds_who_is_on_the_phone_reveals_why_and_leaves_a_note(as_role, player, base_url, noted):
    sue = as_role("support")
    go(sue, f"{base_url}/players/")
    sue.get_by_label("Find a player by whatever they quote").fill("lovelace")
    sue.keyboard.press("Enter")
    expect(sue.get_by_role("heading", level=1)).to_contain_text("Player of")
    expect(sue.locator("dl.pairs").nth(1)).to_contain_text("A••• L•••")
    expect(sue.locator(".timeline .what").last).to_contain_text("Registered")
    insist_on_access(sue, "the record")

    sue.evaluate("new Promise(done => setTimeout(done))")
    sue.get_by_role("link", name="Reveal…").click()
    dialog = sue.locator("#dialog")
    dialog.get_by_label("Reason").select_option("identify")
    dialog.get_by_role("button", name="Reveal").click()
    expect(dialog).to_contain_text("ada@players.example")
    insist_on_access(sue, "the person revealed")
    dialog.get_by_role("link", name="Done").click()
    expect(dialog).not_to_be_visible()

    sue.get_by_role("link", name="Notes").click()
    sue.get_by_label("Note", exact=True).fill("Asked about a deposit; told her it is under way.")
    sue.get_by_role("button", name="Keep the note").click()
    expect(sue.locator("#list .timeline")).to_contain_text("told her it is under way")
    insist_on_access(sue, "the notes")
    assert noted("player_person.revealed") == [f"Looked at who {player.ref} is: identify."]


def test_compliance_suspends_a_player_and_the_wallet_refuses_the_next_bet(as_role, house, player, base_url, complaints):
    carla = as_role("compliance")
    assert house.call("betwin", betwin(player, bet("before", "1.00"))).status == 200
    go(carla, f"{base_url}/players/{player.ref}")
    carla.get_by_role("link", name="Suspend…").press("Enter")
    dialog = carla.locator("#dialog")
    expect(dialog.locator(".effect .after")).to_have_text("Suspended")
    dialog.get_by_role("button", name="Suspend").click()
    expect(dialog.locator(".summary")).to_contain_text("Choose a reason.")
    assert [complaint for complaint in complaints if "422" not in complaint] == []
    complaints.clear()
    dialog.get_by_label("Reason").select_option("money")
    insist_on_access(carla, "the question why")
    dialog.get_by_role("button", name="Suspend").click()

    expect(carla.locator("#alerts .flash")).to_contain_text("Suspended")
    expect(carla.locator(".banner.bad")).to_contain_text("This player is suspended.")
    assert house.call("betwin", betwin(player, bet("after", "1.00"))).code is not None
    carla.get_by_role("link", name="Protection").click()
    expect(carla.locator(".timeline .what").first).to_contain_text("The origin of money is in doubt")
    insist_on_access(carla, "the protection")


def test_compliance_restricts_and_frees_without_a_script(browser, app, house, player, base_url):
    person = sign_in(app, hire(app, "compliance", "compliance"))
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    value = person.client.get_cookie("countroom").value
    context.add_cookies([{"name": "countroom", "value": value, "url": base_url}])
    page = context.new_page()
    page.goto(f"/players/{player.ref}")
    page.get_by_role("link", name="Restrict…").click()
    page.get_by_label("Betting").check()
    page.get_by_label("Reason").select_option("harm")
    page.get_by_role("button", name="Restrict").click()
    expect(page.locator(".badge", has_text="No betting").first).to_be_visible()
    assert house.call("betwin", betwin(player, bet("barred", "1.00"))).code is not None
    page.get_by_role("link", name="Lift…").click()
    page.get_by_label("Reason").select_option("cleared")
    page.get_by_label("Explanation").fill("Spoke with the player for an hour.")
    page.get_by_role("button", name="Lift").click()
    assert house.call("betwin", betwin(player, bet("free", "1.00"))).status == 200
    context.close()
