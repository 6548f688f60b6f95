"""Staff and the audit log in a browser: somebody joins, moves and leaves; a decision is checked against its entry."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import insist_on_access
from tests.cast import PASSWORD, hire
from tests.payments.till import Till


@pytest.fixture
def walter(app, enter, page, database):
    """Guards access, and is not the only one who does."""
    hire(app, "wanda", "security_administrator", password=PASSWORD)
    hire(app, "sue")
    enter("walter")
    return page


def give(page, role):
    page.get_by_role("link", name="Give a role…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Role").select_option(label=role)
    dialog.get_by_label("Reason").select_option("moved")
    dialog.get_by_role("button", name="Give the role").click()
    page.get_by_text("The role is given.").wait_for()


def test_somebody_joins_moves_and_leaves(walter, browser, base_url):
    walter.goto(base_url + "/")
    walter.keyboard.press("g")
    walter.keyboard.press("s")
    walter.get_by_role("link", name="Add a member").click()
    walter.get_by_label("Name").fill("Noor Haddad")
    walter.get_by_label("E-mail address").fill("noor@example.test")
    walter.get_by_label("Role").select_option(label="Support")
    walter.get_by_role("button", name="Add and make the link").click()
    link = walter.locator("#link .id").inner_text()
    noor = browser.new_page()
    noor.goto(link)
    noor.get_by_label("Password", exact=True).fill(PASSWORD)
    noor.get_by_label("Password again").fill(PASSWORD)
    noor.get_by_role("button", name="Set the password").click()
    noor.get_by_role("link", name="Sign in").click()
    noor.get_by_label("E-mail address").fill("noor@example.test")
    noor.get_by_label("Password").fill(PASSWORD)
    noor.get_by_role("button", name="Sign in").click()
    noor.get_by_role("link", name="Withdrawals").first.wait_for()

    walter.get_by_role("link", name="I have handed it over").click()
    give(walter, "Product analyst")
    walter.locator("tr", has_text="Support").get_by_role("link", name="Take away…").click()
    walter.get_by_role("dialog").get_by_label("Reason").select_option("moved")
    walter.get_by_role("dialog").get_by_role("button", name="Take the role").click()
    walter.get_by_text("The role is taken.").wait_for()
    noor.goto(base_url + "/payments/withdrawals")
    expect(noor.get_by_role("heading", level=1)).to_have_text("You may not see this page")

    walter.get_by_role("link", name="Disable…").click()
    walter.get_by_role("dialog").get_by_label("Reason").select_option("left")
    walter.get_by_role("dialog").get_by_role("button", name="Disable now").click()
    walter.get_by_text("Disabled. Sessions that ended with it: 1.").wait_for()
    noor.goto(base_url + "/games/rounds")
    expect(noor.get_by_role("heading", level=1)).to_have_text("Sign in to Countroom")
    noor.close()


def test_an_auditor_checks_a_decision_against_its_journal_entry(app, enter, page, base_url, database):
    till = Till(app).open()
    withdrawal = till.asks(till.a_player(5_000), 3_000)
    till.reject(withdrawal)
    enter("audrey", "auditor")
    page.goto(base_url + "/")
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.goto(f"{base_url}/audit/records?name=withdrawal.rejected")
    page.locator("[data-rows] a").first.click()
    page.get_by_role("link", name="Open wd_").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Withdrawal of €30.00")
    page.locator("dt", has_text="Rejected, in the ledger").locator("+ dd a").click()
    expect(page.locator("main")).to_contain_text("Pending withdrawal")
    expect(page.locator("main")).to_contain_text("€30.00")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_screens_are_open_to_everybody(walter, base_url, scheme, width):
    walter.emulate_media(color_scheme=scheme)
    walter.set_viewport_size({"width": width, "height": 900})
    walter.goto(f"{base_url}/security/staff?text=sue")
    member = walter.locator("[data-rows] a.link").first.get_attribute("href")
    walter.goto(f"{base_url}/audit/records?view=all")
    record = walter.locator("[data-rows] a.link").first.get_attribute("href")
    for address in (
        "/security/staff", member, f"{member}?tab=audit", f"{member}/disabling", f"{member}/roles/new",
        "/security/staff/new", "/security/roles", "/security/roles/payments", "/security/roles/payments/changing",
        "/security/roles/support/review?may=games.rounds.read",
        "/security/access?permission=games.rounds.read&person=sue@example.test",
        "/audit/records?view=all", record, "/account",
    ):  # fmt: skip
        walter.goto(base_url + address)
        insist_on_access(walter, f"{address} {width} {scheme}")
