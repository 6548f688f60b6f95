"""Every section is drawn, strictly."""

import re
from pathlib import Path

import pytest

from tests.cast import hire, sign_in
from tests.screens.strict import open_page
from tests.styleguide.pages import GUIDE, PAGES

TEMPLATES = Path(__file__).parents[2] / "templates"
IMPORT = re.compile(r'{% from "(components/[^"]+)" import ([^%]+?)(?: with context)? %}')
# Pieces of other components, and what every page has already.
INSIDE = {("components/flash.html", "flashes"), ("components/form.html", "errors"), ("components/list.html", "turn")}


def imported(paths):
    """The macros that templates import, as (file, name)."""
    return {
        (file, name.split(" as ")[0].strip())
        for path in paths
        for file, names in IMPORT.findall(path.read_text())
        for name in names.split(",")
    }


@pytest.mark.parametrize("address", PAGES)
def test_every_section_is_strict_html(pia, address):
    page = open_page(pia.client, address)
    assert page.status == 200
    assert page.texts("h2")


def test_the_overview_leads_to_every_section(pia):
    page = open_page(pia.client, GUIDE)
    assert {link["href"] for link in page.soup.select(".card")} == set(PAGES[1:])


def test_there_is_no_section_but_those(pia):
    assert open_page(pia.client, f"{GUIDE}/nothing").status == 404


def test_it_is_for_those_with_the_right(app, database):
    sue = sign_in(app, hire(app, "sue"))
    assert [open_page(sue.client, address).status for address in PAGES] == [403] * len(PAGES)


def test_every_component_of_a_page_stands_in_the_guide():
    """A macro that pages draw with and the guide does not is one whose states nobody looks at."""
    drawn = imported(TEMPLATES.glob("styleguide/*.html"))
    pages = [path for path in TEMPLATES.rglob("*.html") if path.parent.name not in ("styleguide", "components")]
    assert imported(pages) - drawn - INSIDE == set()
