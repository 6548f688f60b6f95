"""Every page of each area, as whoever works there meets it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

HEAD, SUPPORT, PAYMENTS, COMPLIANCE = "Head of operations", "Support", "Payments", "Compliance (MLRO)"
GAMES, FINANCE, SECURITY, ENGINEER = "Game operations", "Finance", "Security administrator", "Platform engineer"
FIRST = "[data-rows] a"
AN_EXPORT = "/games/rounds/exports/new?state=open"
# Name of the picture, whose desk, where; then the links that are followed from there.
SCENES = (
    ("dashboard", HEAD, "/dashboard"),
    ("reports", HEAD, "/reports"),
    ("figure", HEAD, "/reports", "main a[href*='/reports/figures/']"),
    ("figure-rows", HEAD, "/reports", "main a[href*='/reports/figures/']", "main a[href*='/rows?']"),
    ("settings", HEAD, "/settings/values"),
    ("setting", HEAD, "/settings/values/payments/attempt-lasts"),
    ("brands", HEAD, "/settings/brands"),
    ("brand", HEAD, "/settings/brands", "main a[href*='/settings/brands/']"),
    ("profile", HEAD, "/settings/brands", "main a[href*='/settings/profiles/']"),
    ("switches", HEAD, "/settings/switches"),
    ("account", HEAD, "/account"),
    ("new-export", HEAD, AN_EXPORT),
    ("jobs", HEAD, "/monitoring/jobs"),
    ("job", HEAD, "/monitoring/jobs", FIRST),
    ("exports", HEAD, "/exports"),
    ("inbox", PAYMENTS, "/inbox"),
    ("attempts", PAYMENTS, "/payments/attempts"),
    ("adjustments", PAYMENTS, "/payments/adjustments"),
    ("provider-webhooks", PAYMENTS, "/payments/webhooks"),
    ("bulk-runs", PAYMENTS, "/bulk"),
    ("players", SUPPORT, "/players/"),
    ("search", SUPPORT, "/search?q=orchard"),
    ("player", COMPLIANCE, "/players/", FIRST),
    ("player-notes", COMPLIANCE, "/players/", FIRST, "main a[href$='/notes']"),
    ("player-sessions", COMPLIANCE, "/players/", FIRST, "main a[href$='/sessions']"),
    ("player-suspension", COMPLIANCE, "/players/", FIRST, "main a[href*='/suspensions/new']"),
    ("audit-log", COMPLIANCE, "/audit/records"),
    ("audit-record", COMPLIANCE, "/audit/records", FIRST),
    ("stop-everything", COMPLIANCE, "/games/stops/everything"),
    ("catalogue", GAMES, "/games/catalogue"),
    ("game", GAMES, "/games/catalogue", FIRST),
    ("game-disabling", GAMES, "/games/catalogue", FIRST, "main a[href$='/disabling']"),
    ("stops", GAMES, "/games/stops"),
    ("providers", GAMES, "/games/providers"),
    ("provider", GAMES, "/games/providers", FIRST),
    ("calls", GAMES, "/games/calls"),
    ("call", GAMES, "/games/calls", FIRST),
    ("saved-view", GAMES, "/games/rounds?state=open", "main a[href*='/views/new']"),
    ("currencies", FINANCE, "/settings/currencies"),
    ("rates", FINANCE, "/settings/rates/new"),
    ("staff", SECURITY, "/security/staff"),
    ("member", SECURITY, "/security/staff", FIRST),
    ("new-member", SECURITY, "/security/staff/new"),
    ("roles", SECURITY, "/security/roles"),
    ("role", SECURITY, "/security/roles/support"),
    ("role-change", SECURITY, "/security/roles/support/changing"),
    ("role-limit", SECURITY, "/security/roles/support/limits/changing?kind=adjustment_credit&currency=EUR"),
    ("access", SECURITY, "/security/access"),
    ("health", ENGINEER, "/monitoring/"),
    ("alerts", ENGINEER, "/monitoring/alerts"),
    ("events", ENGINEER, "/monitoring/events"),
    ("processes", ENGINEER, "/monitoring/processes"),
    ("integration", ENGINEER, "/games/providers", FIRST, "main a[href*='/games/integrations/']"),
    ("queue", ENGINEER, "/monitoring/queue"),
    ("webhooks", ENGINEER, "/webhooks/endpoints"),
    ("new-endpoint", ENGINEER, "/webhooks/endpoints/new"),
    ("deliveries", ENGINEER, "/webhooks/deliveries"),
    ("style-guide", ENGINEER, "/styleguide"),
    *(
        (f"style-{name}", ENGINEER, f"/styleguide/{name}")
        for name in ("forms", "dialogs", "lists", "queues", "states", "changes", "reports", "finding", "records")
    ),
)


def photograph(page: "Page", take: Callable[[str], None]) -> None:
    """Each signed in anew where another desk is wanted; one export is made, so that there is a job to see."""
    seated = ""
    for name, desk, address, *links in SCENES:
        if desk != seated:
            _sit_down(page, desk)
            seated = desk
        page.goto(address)
        for link in links:
            page.goto(page.locator(link).first.get_attribute("href") or "")
        take(name)
        if address == AN_EXPORT:
            page.get_by_label("Reason").select_option(index=1)
            page.get_by_role("button", name="Export").click()
            page.wait_for_url("**/exports/*")


def _sit_down(page: "Page", desk: str) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("button", name=desk, exact=True).click()
    page.locator("main").wait_for()
