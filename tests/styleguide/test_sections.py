"""Every section is drawn, strictly."""

import pytest

from tests.cast import hire, sign_in
from tests.screens.strict import open_page
from tests.styleguide.pages import GUIDE, PAGES


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
