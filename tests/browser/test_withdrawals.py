"""A withdrawal's whole life in a real browser: by keyboard alone, and again without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessible import insist_on_access
from tests.browser.wire import Wire
from tests.cast import PASSWORD, hire
from tests.payments.voice import Voice

QUEUE = "/payments/withdrawals"


@pytest.fixture
def asker(till):
    """The outside id of a player with 1,000.00 in cash."""
    return till.a_player(100_000)


@pytest.fixture
def wire(playwright, till, settings, base_url):
    """The tool and the payment provider, who speak to the server as a browser does."""
    context = playwright.request.new_context(base_url=base_url)
    yield Wire(context, Voice(till, settings).begin(), till.key)
    context.dispose()


@pytest.fixture
def penny(enter, till, page):
    """A browser in which Penny is signed in, who decides about withdrawals."""
    enter("penny")
    return page


def insist_on_a_whole_life(till, withdrawal, asker):
    """What stands everywhere once it is paid: state, steps, ledger, messages to others, audit log."""
    assert till.state(withdrawal)[0] == "paid"
    assert [step[1] for step in till.steps(withdrawal)] == ["requested", "approved", "submitted", "paid"]
    assert till.purses(asker) == (98_000, 0)
    told = [f"withdrawal.{what}" for what in ("requested", "approved", "submitted", "paid")]
    assert till.messages(withdrawal) == told
    assert [name for name in till.effects(withdrawal) if "claim" not in name] == told


def test_a_withdrawal_is_decided_by_keyboard_alone_and_followed_to_its_end(penny, wire, till, asker, base_url):
    penny.goto(base_url + QUEUE)
    expect(penny.locator(".live")).to_have_text("Live")
    withdrawal = wire.asks(asker, 2_000)
    expect(penny.locator("#news a")).to_have_text("1 new")  # it waits behind the bar
    penny.locator("#news a").press("Enter")
    expect(penny.locator("[data-rows] > tr")).to_have_count(1)

    penny.keyboard.press("j")
    penny.keyboard.press("Enter")
    expect(penny.locator("#open .amount-figure")).to_have_text("€20.00")
    expect(penny).to_have_url(f"{base_url}{QUEUE}?open={withdrawal}")
    expect(penny.locator(f"#{withdrawal} .badge").first).to_contain_text("Yours")
    expect(penny.locator(".effect tbody tr").nth(1)).to_contain_text("€0.00")
    penny.keyboard.press("a")
    expect(penny.locator(f"#approve-{withdrawal}")).to_be_focused()
    penny.keyboard.press("Enter")
    expect(penny.locator(".flash")).to_contain_text(f"Approved €20.00 for {asker}.")
    expect(penny.locator("#open")).to_contain_text("Nothing waits here")

    wire.pays(withdrawal, 2_000)
    penny.goto(f"{base_url}{QUEUE}?view=all")
    penny.keyboard.press("j")
    penny.keyboard.press("Enter")
    expect(penny.locator("#open .steps .done")).to_have_count(4)
    penny.goto(f"{base_url}{QUEUE}/{withdrawal}")
    expect(penny.locator(".timeline .what")).to_have_text(["Paid", "Being paid", "Approved", "Requested"])
    penny.get_by_role("link", name="Audit log").press("Enter")
    expect(penny.locator(".timeline .what").first).to_contain_text(f"Paid withdrawal {withdrawal}")
    insist_on_a_whole_life(till, withdrawal, asker)


def test_twenty_are_decided_in_a_row_without_the_mouse(penny, till, asker, base_url):
    asked = [till.asks(asker, 1_000 + number) for number in range(20)]
    penny.goto(base_url + QUEUE)
    penny.keyboard.press("j")
    penny.keyboard.press("Enter")
    for number, withdrawal in enumerate(asked):
        expect(penny.locator(f"#head-{withdrawal}")).to_be_visible()
        if number % 5 == 4:
            penny.keyboard.press("r")
            expect(penny.locator("[data-reason]")).to_be_focused()
            penny.keyboard.type("The identity")
            penny.keyboard.press("Control+Enter")
        else:
            penny.keyboard.press("a")
            expect(penny.locator(f"#approve-{withdrawal}")).to_be_focused()
            penny.keyboard.press("Enter")
    expect(penny.locator("#open")).to_contain_text("Nothing waits here")
    states = [till.state(withdrawal)[0] for withdrawal in asked]
    assert states == ["rejected" if number % 5 == 4 else "approved" for number in range(20)]


def test_a_key_that_bounces_decides_once(penny, till, asker, base_url):
    first, second = till.asks(asker, 1_000), till.asks(asker, 2_000)
    penny.goto(f"{base_url}{QUEUE}?open={first}")
    penny.keyboard.press("a")
    for _ in range(3):
        penny.keyboard.press("Enter")
    expect(penny.locator(f"#head-{second}")).to_be_visible()
    assert (till.state(first)[0], till.state(second)[0]) == ("approved", "requested")


def test_a_form_that_lacks_its_reason_says_so_and_keeps_what_was_typed(penny, till, asker, base_url, complaints):
    wanted = till.asks(asker, 1_000)
    penny.goto(f"{base_url}{QUEUE}?open={wanted}")
    penny.keyboard.press("r")
    penny.get_by_label("Explanation").fill("what I had typed")
    penny.get_by_role("button", name="Reject and give").click()
    expect(penny.locator(".summary")).to_be_focused()
    expect(penny.locator(".summary")).to_contain_text("Choose a reason.")
    expect(penny.get_by_label("Explanation")).to_have_value("what I had typed")
    assert till.state(wanted)[0] == "requested"
    complaints.clear()  # the browser notes the 422 itself


def test_news_from_behind_leave_the_focus_where_it_is(penny, till, asker, base_url, complaints):
    wanted = till.asks(asker, 1_000)
    penny.goto(f"{base_url}{QUEUE}?open={wanted}")
    expect(penny.locator(".live")).to_have_text("Live")
    penny.keyboard.press("r")
    send, summary = penny.get_by_role("button", name="Reject and give"), penny.locator(".summary")
    send.click()
    expect(summary).to_be_focused()
    penny.get_by_label("Explanation").fill("half a sent")
    till.asks(asker, 2_000)
    expect(penny.locator("#news a")).to_have_text("1 new")
    penny.keyboard.type("ence")
    expect(summary).to_be_visible()
    expect(penny.get_by_label("Explanation")).to_have_value("half a sentence")
    send.click()
    expect(summary).to_be_focused()  # the form was sent again, and lacks its reason still
    complaints.clear()  # the browser notes the 422 itself


def test_somebody_was_quicker(penny, till, asker, base_url, complaints):
    wanted = till.asks(asker, 1_000)
    penny.goto(f"{base_url}{QUEUE}?open={wanted}")
    till.reject(wanted)
    penny.keyboard.press("a")
    penny.keyboard.press("Enter")
    expect(penny.locator("#open [role=alert]")).to_contain_text("This withdrawal is rejected already.")
    expect(penny.locator("#open")).to_contain_text("Rejected by Petra")
    complaints.clear()  # the browser notes the 409 itself


def test_the_whole_way_works_without_a_script(app, browser, wire, till, asker, base_url):
    withdrawal, other = wire.asks(asker, 2_000), wire.asks(till.a_player(5_000), 1_000)
    hire(app, "penny", password=PASSWORD)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(base_url)
    page.get_by_label("E-mail address").fill("penny@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Withdrawals", exact=True).click()
    page.locator(f"#{withdrawal} a").first.click()
    page.get_by_role("button", name="Claim").click()
    expect(page.locator(f"#{withdrawal} .badge").first).to_contain_text("Yours")
    page.get_by_role("button", name="Approve and pay €20.00").click()
    expect(page.locator(".flash")).to_contain_text(f"Approved €20.00 for {asker}.")
    expect(page.locator(f"#head-{other}")).to_be_visible()

    page.locator("details.reject > summary").click()
    page.get_by_role("button", name="Reject and give").click()
    expect(page.locator(".summary")).to_contain_text("Choose a reason.")
    page.get_by_label("Reason").select_option("identity")
    page.get_by_role("button", name="Reject and give").click()
    expect(page.get_by_role("heading", name="Withdrawal of €10.00")).to_be_visible()

    wire.pays(withdrawal, 2_000)
    page.goto(f"{base_url}{QUEUE}/{withdrawal}")
    page.locator("dl a.id", has_text="ca_").last.click()
    expect(page.get_by_role("heading", name="Withdrawal paid €20.00")).to_be_visible()
    insist_on_a_whole_life(till, withdrawal, asker)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_every_screen_of_payments_is_open_to_everybody(penny, till, asker, base_url, scheme, width):
    penny.emulate_media(color_scheme=scheme)
    penny.set_viewport_size({"width": width, "height": 900})
    withdrawal, other = till.asks(asker, 2_000), till.asks(asker, 1_000)
    till.reject(other)
    for address in (
        QUEUE, f"{QUEUE}?open={withdrawal}", f"{QUEUE}?view=failed", f"{QUEUE}?amount_from=x", f"{QUEUE}/{withdrawal}",
        f"{QUEUE}/{other}?tab=audit", "/payments/deposits", "/payments/deposits?amount_from=x", "/payments/ledger",
        "/payments/ledger?currency=EUR", f"/payments/accounts/{asker}",
        f"/payments/accounts/{asker}/EUR/cash",
    ):  # fmt: skip
        penny.goto(base_url + address)
        insist_on_access(penny, address)
    for link in ("/payments/deposits", f"/payments/accounts/{asker}/EUR/cash"):
        penny.goto(base_url + link)
        penny.locator("tbody a.id").first.click()
        expect(penny).not_to_have_url(base_url + link)
        penny.wait_for_load_state()
        insist_on_access(penny, f"behind {link}")
    penny.goto(f"{base_url}{QUEUE}?open={withdrawal}")
    penny.keyboard.press("r")
    insist_on_access(penny, "the form of a rejection")
