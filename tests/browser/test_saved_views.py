"""A saved view in a real browser: kept without scripts, open to everybody, turned to like any tab."""

from playwright.sync_api import expect

from tests.browser.test_accessible import insist_on_access

ROUNDS = "/games/rounds"


def test_a_view_is_kept_without_scripts_and_turned_to_with_them(grace, browser, context, played, base_url):
    plain = browser.new_context(java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(f"{base_url}{ROUNDS}?state=settled")
    page.get_by_role("link", name="Save view").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".summary")).to_contain_text("Enter a name.")
    page.get_by_label("Name").fill("Settled ones")
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(f"{base_url}{ROUNDS}?state=settled")
    expect(page.locator(".tabs [aria-current]")).to_have_text("Settled ones")
    plain.close()

    grace.goto(base_url + ROUNDS)
    grace.get_by_role("link", name="Settled ones").click()
    expect(grace.locator(".tabs [aria-current]")).to_have_text("Settled ones")
    expect(grace).to_have_url(f"{base_url}{ROUNDS}?state=settled")
    insist_on_access(grace, grace.url)
    grace.goto(f"{base_url}/views")
    insist_on_access(grace, grace.url)
    grace.get_by_role("link", name="Settled ones").click()
    expect(grace.get_by_role("button", name="Share", exact=True)).to_be_visible()
    insist_on_access(grace, grace.url)
    grace.get_by_role("button", name="Share", exact=True).click()
    expect(grace.locator("[data-rows]")).to_contain_text("All who may open the list")
