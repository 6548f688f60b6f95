"""The side navigation says where somebody is, on every page of an area, and on a form that comes back too."""

from app.security.decorators import declaration_of
from app.web.navigation import place_of
from tests.cast import hire, sign_in
from tests.payments.till import Till
from tests.screens.strict import Page


def test_every_page_of_an_area_belongs_to_a_place_of_that_area(app):
    with app.test_request_context():
        areas = {place.endpoint.partition(".")[0] for place in app.extensions["navigation"]}
        lost = [
            rule.rule
            for rule in app.url_map.iter_rules()
            if (area := rule.endpoint.partition(".")[0]) in areas
            and declaration_of(app.view_functions[rule.endpoint]).permission
            and not ((place := place_of(rule.rule)) and place.endpoint.startswith(f"{area}."))
        ]
    assert lost == []


def test_the_nearest_place_above_a_page_is_where_it_lies(app):
    wallet = "/payments/accounts/<player_id>/<currency>"
    with app.test_request_context():
        found = {rule: place_of(rule).label for rule in (wallet, f"{wallet}/credits", "/monitoring/alerts")}
        assert place_of("/sign-in") is None
    assert found == {wallet: "Ledger", f"{wallet}/credits": "Adjustments", "/monitoring/alerts": "Health"}


def test_a_form_that_comes_back_says_where_somebody_is(app, database):
    player = Till(app).open().a_player(0)
    hedda = sign_in(app, hire(app, "hedda"))
    page = Page(hedda.post(f"/players/{player}/suspensions", data={}))
    assert page.status == 422
    assert page.texts("nav [aria-current=page]") == ["Players"]
