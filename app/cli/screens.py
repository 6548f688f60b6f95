"""`./countroom screens`: photographs of the running demo, for the documentation and for whoever changes a screen."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import _area_scenes, _chromium, _payment_scenes
from app.cli._instance import ROOT
from app.cli.command import argument, command
from app.errors import Unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = ((1440, 900), (1024, 768))
SCHEMES = ("light", "dark")
TWO_OF_FOUR = ("1440-light", "1024-dark")
DESK = "Game operations"


@command(
    "screens",
    argument("--address", default="http://localhost:8000", help="where the demo runs"),
    argument("--folder", type=Path, default=ROOT / "docs" / "screens", help="where the pictures go"),
    argument("--every-form", action="store_true", help="each page in both themes at both widths"),
)
def screens(options: Namespace) -> None:
    """Photograph the demo in both themes and two widths; needs the test packages and Chromium."""
    from playwright.sync_api import sync_playwright

    browser_path = _chromium.find()
    if browser_path is None:
        raise Unavailable("No Chromium was found. Set CHROMIUM to its path.")
    options.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for width, height in SIZES:
            for scheme in SCHEMES:
                page = browser.new_page(
                    base_url=options.address, viewport={"width": width, "height": height}, color_scheme=scheme
                )
                photograph(page, options.folder, f"{width}-{scheme}", options.every_form)
                page.close()
        browser.close()


def photograph(page: "Page", folder: Path, suffix: str, is_every_form: bool) -> None:
    """Sign-in and the rounds in each theme and width; all others in two of the four, unless every form is asked for."""

    def take(name: str) -> None:
        page.evaluate("document.fonts.ready")
        page.screenshot(path=folder / f"{name}-{suffix}.png")
        print(folder / f"{name}-{suffix}.png")

    page.goto("/sign-in")
    take("sign-in")
    page.get_by_role("button", name=DESK).click()
    page.goto("/games/rounds")
    page.locator("#news a").wait_for()
    take("rounds")
    page.goto("/games/rounds?retried=y&state=settled")
    page.locator("[data-rows] a").first.click()
    page.locator(".event summary", has_text="This one counted").first.click()
    take("round")
    if is_every_form or suffix in TWO_OF_FOUR:
        _payment_scenes.photograph(page, take)
        _area_scenes.photograph(page, take)
