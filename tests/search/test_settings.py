"""Settings and brands in the palette: by what they are called, for whoever may read them."""

import pytest

from tests.screens.strict import open_page


def found(person, text):
    return open_page(person.client, "/search", query_string={"q": text})


def test_a_setting_is_found_by_its_name_its_key_and_what_it_does(look):
    nora = look("nora", "head_of_operations")
    for text in ("session idle", "auth.session_idle", "nobody was at it"):
        page = found(nora, text)
        assert page.texts(".found h2") == ["Settings"]
        assert page.soup.select_one("[data-result]")["href"] == "/settings/values/auth/session-idle"


def test_a_setting_that_is_called_so_comes_before_one_that_only_speaks_of_it(look):
    page = found(look("nora", "head_of_operations"), "session")
    assert "session" in page.texts("[data-result]")[0].lower()


@pytest.fixture
def two_brands(house, owner):
    owner.execute("update brand set name = case code when 'b' then 'Norrsken' else 'Lagoon' end")


def test_a_brand_is_found_by_its_name_within_reach(look, two_brands):
    nora, otto = look("nora", "head_of_operations"), look("otto", "head_of_operations", brand="brand")
    assert found(nora, "norr").texts(".found h2") == ["Brands"]
    assert found(nora, "norr").soup.select_one("[data-result]")["href"] == "/settings/brands/b"
    assert found(nora, "lagoon").texts(".found h2") == ["Brands"]
    assert found(otto, "lagoon").texts(".found h2") == []


def test_whoever_may_not_read_them_finds_neither(look, two_brands):
    grace = look("grace", "game_operations")
    assert found(grace, "session idle").texts(".found h2") == []
    assert found(grace, "norr").texts(".found h2") == []
