"""Every screen of ours in both themes and two widths: no axe violation, nothing on the console, no sideways scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.games.pages import CALLS, ROUNDS

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SCREENS = {
    "rounds": ROUNDS,
    "open rounds, filtered": f"{ROUNDS}?state=open&currency=EUR&stake_from=0.5",
    "no match": f"{ROUNDS}?game=none",
    "filters that cannot be read": f"{ROUNDS}?stake_from=abc",
    "calls": f"{CALLS}?kind=refused",
    "taking rounds out": f"{ROUNDS}/exports/new?state=open",
    "exports": "/exports",
    "not found": "/nowhere",
}


def insist_on_access(page, where, part=None):
    """`part`: that alone is looked at; what an open sheet half covers is no target at that moment."""
    found = Axe().run(page, context=part, options=RULES).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == [], where
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{where} scrolls sideways"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 1024])
def test_screens_are_open_to_everybody(page, enter, played, base_url, complaints, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(base_url + "/sign-in")
    insist_on_access(page, "sign-in")
    enter("grace")
    for where, address in SCREENS.items():
        page.goto(base_url + address)
        insist_on_access(page, where)
        complaints[:] = [complaint for complaint in complaints if "404" not in complaint]
    page.goto(f"{base_url}{ROUNDS}?reference={played['retried']}")
    page.locator("tbody a.id").first.click()
    page.locator(".event summary").first.click()
    insist_on_access(page, "round")


def test_open_menus_and_sheets_are_too(grace, played, base_url):
    grace.goto(base_url + ROUNDS)
    for opener, opened in (("#filters > summary", "#filters"), ("#account > summary", "#account")):
        grace.locator(opener).click()
        insist_on_access(grace, opener, opened)
    grace.locator("[data-opens=shortcuts]").click()
    insist_on_access(grace, "the shortcuts", "#shortcuts")


def test_a_no_right_state_is_too(page, enter, played, base_url, complaints):
    enter("walter")
    page.goto(base_url + ROUNDS)
    insist_on_access(page, "no right")
    complaints.clear()  # the browser notes the 403 itself
