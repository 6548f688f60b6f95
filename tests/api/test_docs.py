"""GET /api/docs: the contract as people read it, drawn from the document itself."""

import pytest
from bs4 import BeautifulSoup

from tests.screens.strict import open_page


@pytest.fixture
def page(app):
    return app.test_client().get("/api/docs")


def test_it_is_open_and_shows_every_operation_and_object_of_the_contract(app, page):
    contract = app.test_client().get("/api/v1/openapi.json").json
    html = BeautifulSoup(page.text, "html.parser")
    shown = {(each.find(class_="badge").text, each.find("h3").text) for each in html.select("article:has(.badge)")}

    assert page.status_code == 200
    assert {(method.upper(), path) for path, operations in contract["paths"].items() for method in operations} == shown
    assert {each["id"] for each in html.select("#objects article")} == set(contract["components"]["schemas"])


def test_every_link_leads_somewhere_on_the_page(page):
    html = BeautifulSoup(page.text, "html.parser")

    ids = {each["id"] for each in html.select("[id]")}
    assert {link["href"][1:] for link in html.select("a[href^='#']")} <= ids


def test_an_empty_choice_is_not_told(page):
    assert "one of captured, diverted" in page.text


def test_it_is_a_strict_page_under_the_policy_of_every_page(app, page):
    open_page(app.test_client(), "/api/docs")

    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
