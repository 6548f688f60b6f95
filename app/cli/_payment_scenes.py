"""The screens of the money as whoever pays out meets them: the queue with one claimed, records, the books."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESK = "Payments"


def photograph(page: "Page", take: Callable[[str], None]) -> None:
    """Six screens, signed in anew; one withdrawal is claimed on the way, as by anybody who opens it."""
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("button", name=DESK, exact=True).click()
    _withdrawals(page, take)
    _books(page, take)


def _withdrawals(page: "Page", take: Callable[[str], None]) -> None:
    page.goto("/payments/withdrawals")
    page.locator("[data-rows] a.id").first.click()
    page.locator("#open .checks").wait_for()
    take("withdrawals")
    page.get_by_role("link", name="Open the whole record").click()
    page.locator(".timeline").wait_for()
    take("withdrawal")


def _books(page: "Page", take: Callable[[str], None]) -> None:
    page.goto("/payments/deposits")
    take("deposits")
    page.locator("[data-rows] a.id").first.click()
    page.locator(".pairs a[href*='/payments/entries/']").click()
    page.locator("#facts-title").wait_for()
    take("entry")
    page.locator(".crumbs a[data-up]").click()
    page.get_by_role("link", name="Credit").first.click()
    page.locator("#dialog").get_by_label("Amount").press_sequentially("15")
    page.locator("#dialog .effect").wait_for()
    take("adjustment")
    page.goto("/payments/ledger")
    take("ledger")
