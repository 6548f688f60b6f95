"""One screen of each area, as whoever works there meets it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Name of the picture, whose desk, where; then what is opened from there, if a record is wanted.
SCENES = (
    ("dashboard", "Head of operations", "/dashboard", ""),
    ("reports", "Head of operations", "/reports", ""),
    ("inbox", "Payments", "/inbox", ""),
    ("players", "Support", "/players/", ""),
    ("player", "Compliance (MLRO)", "/players/", "[data-rows] a.id"),
    ("catalogue", "Game operations", "/games/catalogue", ""),
    ("game", "Game operations", "/games/catalogue", "[data-rows] a"),
    ("health", "Platform engineer", "/monitoring/", ""),
    ("staff", "Security administrator", "/security/staff", ""),
    ("roles", "Security administrator", "/security/roles", ""),
    ("settings", "Head of operations", "/settings/values", ""),
    ("switches", "Head of operations", "/settings/switches", ""),
)


def photograph(page: "Page", take: Callable[[str], None]) -> None:
    """Each signed in anew where another desk is wanted."""
    seated = ""
    for name, desk, address, opened in SCENES:
        if desk != seated:
            _sit_down(page, desk)
            seated = desk
        page.goto(address)
        if opened:
            page.locator(opened).first.click()
            page.wait_for_url(lambda url, left=address: not url.endswith(left))
        take(name)


def _sit_down(page: "Page", desk: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("button", name=desk, exact=True).click()
    page.locator("main").wait_for()
