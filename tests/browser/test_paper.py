"""What a printer is given: black on white, no navigation, who and when and the filters, every cell whole."""

import re

import pytest
from playwright.sync_api import expect

QUEUE = "/payments/withdrawals"
A4 = {"width": 703, "height": 1009}  # without the margins, at 96 dots an inch
# Text that is not black, what is not white behind it, and what is cut or can only be pressed.
FAULTS = """() => {
  const shown = (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".unseen");
  const all = [...document.querySelectorAll("body, body *")].filter(shown);
  const says = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const style = (each) => getComputedStyle(each);
  return {
    pale: all.filter((each) => says(each) && style(each).color !== "rgb(0, 0, 0)").map((each) => each.outerHTML),
    dark: all.filter((each) => style(each).backgroundColor !== "rgba(0, 0, 0, 0)").map((each) => each.outerHTML),
    cut: all.filter((each) => each.scrollWidth > each.clientWidth + 1 && style(each).overflowX !== "visible"
      || each.matches("td, th") && each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML),
    pressed: all.filter((each) => each.matches("button, .button, input, select, kbd")).map((each) => each.outerHTML),
    beyond: document.documentElement.scrollWidth - innerWidth > 0 ? [document.documentElement.scrollWidth] : [],
    canvas: getComputedStyle(document.documentElement).colorScheme.includes("dark") ? ["dark"] : [],
  };
}"""


@pytest.fixture
def paper(enter, page):
    """Penny’s browser as it prints, from the dark theme."""
    enter("penny")
    page.set_viewport_size(A4)
    page.emulate_media(media="print", color_scheme="dark")
    return page


def insist_on_paper(page, where):
    faults = {name: found for name, found in page.evaluate(FAULTS).items() if found}
    assert faults == {}, where
    for part in (".side", ".top", ".pager a", "#news", "dialog"):
        for found in page.locator(part).all():
            expect(found).to_be_hidden()
    head = page.locator(".print-only")
    expect(head).to_have_count(1)
    expect(head).to_contain_text("Printed by Penny")
    expect(head).to_contain_text("UTC")


def test_a_list_is_printed_with_its_filters_and_every_column(paper, till, base_url):
    asker = till.a_player(1_000_000)
    for number in range(51):
        till.asks(asker, 1_000 + number)
    paper.goto(f"{base_url}{QUEUE}?amount_from=1&currency=EUR")
    insist_on_paper(paper, "the list")
    expect(paper.locator(".print-only")).to_contain_text(f"{QUEUE}?amount_from=1&currency=EUR")
    expect(paper.locator(".chip").first).to_be_visible()
    expect(paper.locator(".chip").last).to_contain_text("Amount ≥ 1")
    expect(paper.locator(".tabs a:visible")).to_have_text(["Waiting 51"])
    expect(paper.locator(".pager")).to_contain_text("51 withdrawals")
    expect(paper.locator("[data-rows] > tr")).to_have_count(50)
    columns = ["Withdrawal", "Player", "Brand", "Amount", "State", "Time left"]
    expect(paper.locator("thead th:visible")).to_have_text(columns)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper.pdf(prefer_css_page_size=True)))
    assert 1 < pages < 5


@pytest.mark.parametrize("theme", ["", "dark"])
def test_records_and_other_lists_are_printed_whole(paper, till, context, base_url, theme):
    asker = till.a_player(100_000)
    withdrawal = till.asks(asker, 2_000)
    till.reject(withdrawal)
    if theme:
        context.add_cookies([{"name": "countroom_theme", "value": theme, "url": base_url}])
    for address in (
        f"{QUEUE}/{withdrawal}", f"{QUEUE}/{withdrawal}?tab=audit", f"{QUEUE}?view=all", "/payments/deposits",
        "/payments/adjustments", f"/payments/accounts/{asker}", f"/payments/accounts/{asker}/EUR/cash",
        "/payments/ledger",
    ):  # fmt: skip
        paper.goto(base_url + address)
        insist_on_paper(paper, address)
    paper.goto(f"{base_url}{QUEUE}/{withdrawal}")
    expect(paper.get_by_role("heading", level=1)).to_be_visible()
    expect(paper.get_by_text(withdrawal).first).to_be_visible()
