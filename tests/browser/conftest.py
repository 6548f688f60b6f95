"""A real browser before the real application; whatever it complains of fails the test."""

import os
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import make_server

from tests.cast import Person, hire, sign_in
from tests.screens.scene import evening

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--font-render-hinting=none"]  # fmt: skip
VIOLATIONS = """
document.addEventListener("securitypolicyviolation", found => console.error(found.violatedDirective, found.blockedURI))
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}}


@pytest.fixture(scope="session")
def base_url(app) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    app.extensions["ledger_hub"].close()
    server.shutdown()
    thread.join()


@pytest.fixture
def played(house, owner) -> dict[str, str]:
    """The provider's names of rounds that stand out, after an evening's play."""
    return evening(house, owner, rounds=8)


@pytest.fixture(autouse=True)
def complaints(context: BrowserContext) -> Iterator[list[str]]:
    """Everything a browser has to complain of: script errors, refused contents, whatever stands on its console."""
    heard: list[str] = []
    context.add_init_script(VIOLATIONS)
    context.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    context.on("weberror", lambda error: heard.append(str(error.error)))
    yield heard
    assert heard == []


@pytest.fixture
def enter(app, context: BrowserContext, base_url: str):
    """Signs this browser in as one of the cast, or as somebody of the role that is named; that person comes back."""

    def signed_in(name: str = "grace", role: str | None = None) -> Person:
        person = sign_in(app, hire(app, name, role))
        cookie = person.client.get_cookie("countroom")
        context.add_cookies([{"name": "countroom", "value": cookie.value, "url": base_url}])
        return person

    return signed_in


@pytest.fixture
def grace(enter, page: Page) -> Page:
    """A browser in which Grace is signed in."""
    enter("grace")
    return page
