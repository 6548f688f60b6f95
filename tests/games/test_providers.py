"""How providers fare, from their real calls; and stopping one, one of its integrations, or everything."""

import pytest

from app.providers.results import TOOK_EFFECT, Outcome
from app.queries import calls, provider_figures, provider_health
from app.queries.in_play import Scope
from app.services import availability
from app.services import provider_cells as folding
from app.services.availability import Why
from tests.cast import hire, sign_in
from tests.games.pages import open_stop
from tests.screens.queries import counted
from tests.screens.strict import Page, open_page
from tests.wallet.house import bet, betwin, rollback, win

PROVIDERS = "/games/providers"
PERCENTILE = "select percentile_disc(%s) within group (order by latency_us) from provider_call"
FAULT = {"code": "provider-outage", "text": "", "brand": "", "country": "", "currency": ""}


@pytest.fixture
def harriet(app, house):
    return sign_in(app, hire(app, "harriet", "head_of_operations"))


@pytest.fixture
def called(house, player):
    """Ten bets that were taken, one without funds, one forged, one that cannot be read; counted."""
    for number in range(10):
        assert house.call("betwin", betwin(player, bet(f"t{number}", "1"))).status == 200
    house.call("betwin", betwin(player, bet("much", "1000")))
    house.call("betwin", betwin(player, bet("x", "1")), signature="forged")
    house.call("betwin", b"{")
    house.log()
    with house.app.app_context():
        assert folding.fold() == 13
    return house


def fares(house, span="hour"):
    with house.app.app_context():
        window = provider_figures.WINDOWS[span]
        return provider_figures.fares(window, provider_figures.BY_INTEGRATION, [house.ids["acme"]])[house.ids["acme"]]


@pytest.mark.parametrize("span", provider_figures.WINDOWS)
def test_health_is_what_the_raw_calls_say(called, span):
    health = fares(called, span)
    assert (health.calls, health.failed) == (13, 2)
    assert health.success == pytest.approx(11 / 13)
    assert health.errors == [("bad_signature", 1, "theirs"), ("malformed", 1, "theirs")]
    assert health.refusals == [("insufficient_funds", 1)]
    assert sum(cell.calls for cell in health.cells) == 13
    assert sum(cell.failed for cell in health.cells) == 2


@pytest.mark.parametrize("share", [0.5, 0.95, 0.99])
def test_a_percentile_is_right_to_within_a_tenth(called, owner, share):
    owner.execute(
        "update provider_call set latency_us = 1000 + 7919 * n from"
        " (select request_id, row_number() over () as n from provider_call) each"
        " where each.request_id = provider_call.request_id"
    )
    with called.app.app_context():
        folding.fold()
    exact = owner.execute(PERCENTILE, [share]).fetchone()[0]
    assert fares(called).latency(share) == pytest.approx(exact, rel=0.1)


def test_counting_again_counts_nothing_twice_and_what_came_late_once(called, player, owner):
    called.call("betwin", betwin(player, win("late", "1")))
    called.log()
    for _ in range(3):
        with called.app.app_context():
            folding.fold()
    assert [fares(called, span).calls for span in provider_figures.WINDOWS] == [14, 14]


def test_every_outcome_is_ours_theirs_a_rule_or_an_effect():
    assert set(provider_figures.OURS) <= set(provider_health.FAULTS) <= set(Outcome)
    assert set(calls.TOOK_EFFECT) == TOOK_EFFECT


def test_rounds_that_stay_open_are_counted_by_provider(called, grace, owner):
    assert fares(called).unsettled == 0
    owner.execute("update ledger.round set opened_at = opened_at - interval '2 hours'")
    assert fares(called).unsettled == 1
    row = open_page(grace.client, PROVIDERS)
    assert row.texts("[data-rows] td")[2:4] == ["13", "84.62 %"]
    assert row.texts("[data-rows] td")[8] == "1"


def test_a_provider_shows_its_errors_its_integrations_and_its_cells(called, grace):
    page = open_page(grace.client, f"{PROVIDERS}/acme")
    assert page.texts("[aria-labelledby=errors-title] td.id") == ["bad_signature", "malformed", "insufficient_funds"]
    assert page.texts("[aria-labelledby=integrations-title] td .id") == ["acme"]
    assert len(page.soup.select(".chart a")) == 60
    assert len(open_page(grace.client, f"{PROVIDERS}/acme?span=day").soup.select(".chart a")) == 96
    assert open_page(grace.client, f"{PROVIDERS}/nobody").status == 404


def test_pages_ask_as_often_for_many_as_for_one(app, called, grace):
    def asked():
        with counted(app) as statements:
            open_page(grace.client, PROVIDERS)
        return len(statements)

    few = asked()
    for number in range(4):
        called.open_integration(f"more-{number}")
    assert asked() == few <= 13


def test_a_stopped_provider_takes_no_bet_at_any_integration_and_still_takes_wins(house, player, grace):
    house.call("betwin", betwin(player, bet("t1", "1")))
    house.open_integration("second")
    assert grace.post(f"{PROVIDERS}/acme/disabling", data=FAULT).location == f"{PROVIDERS}/acme"
    for integration in ("acme", "second"):
        assert house.call("betwin", betwin(player, bet("t2", "1")), integration=integration).code == "410"
    assert house.call("betwin", betwin(player, win("t3", "1"))).status == 200
    assert house.call("rollback", rollback(player, ("t4", "t1"))).status == 200
    assert open_page(grace.client, PROVIDERS).texts("[data-rows] .badge") == ["Disabled"]
    stop = open_stop(grace, "everywhere")
    assert grace.post(f"{stop}/lifting", data={"code": "provider-back"}).status_code == 303
    assert house.call("betwin", betwin(player, bet("t2", "1"))).status == 200


def test_one_integration_is_stopped_alone(house, player, grace):
    house.open_integration("second")
    page = open_page(grace.client, f"{PROVIDERS}/acme")
    record = page.link("acme")
    assert grace.post(f"{record}/disabling", data=FAULT | {"brand": "b"}).status_code == 303
    assert house.call("betwin", betwin(player, bet("t1", "1"))).code == "410"
    assert house.call("betwin", betwin(player, bet("t1", "1")), integration="second").status == 200
    assert open_page(grace.client, record).texts(".record-head .badge") == ["Disabled"]
    assert open_page(grace.client, PROVIDERS).texts("[data-rows] .badge") == ["Disabled in part"]


def test_everything_is_stopped_and_lifted_by_rights_of_their_own(house, player, grace, harriet):
    assert open_page(grace.client, "/games/stops/everything").status == 403
    assert harriet.post("/games/stops/everything", data=FAULT | {"brand": "b"}).status_code == 303
    assert house.call("betwin", betwin(player, bet("t1", "1"))).code == "410"
    stop = open_stop(harriet, "b")
    refused = Page(grace.post(f"{stop}/lifting", data={"code": "mended"}))
    assert (refused.status, "games.site.enable" in refused.text) == (403, True)
    assert "Enable" not in open_page(grace.client, stop).soup.get_text()
    assert harriet.post(f"{stop}/lifting-everything", data={"code": "mended"}).status_code == 303
    assert house.call("betwin", betwin(player, bet("t1", "1"))).status == 200


def test_maintenance_is_ended_by_the_same_brand_alone(house, player):
    right, brand = "games.site.disable", house.ids["brand"]
    with house.app.app_context():
        availability.maintain(brand, why=Why("A new version."), by=None, permission=right)
        assert availability.maintenance(brand) is not None
        assert availability.maintenance(None) is None
        with pytest.raises(Exception, match="no maintenance"):
            availability.end_maintenance(None, why=Why("Done."), by=None, permission=right)
        with pytest.raises(Exception, match="on already"):
            availability.maintain(brand, why=Why("A new version."), by=None, permission=right)
    assert house.call("betwin", betwin(player, bet("t1", "1"))).code == "410"
    with house.app.app_context():
        availability.end_maintenance(brand, why=Why("Done."), by=None, permission=right)
    assert house.call("betwin", betwin(player, bet("t1", "1"))).status == 200


def test_the_database_refuses_a_stop_of_two_things_and_maintenance_of_a_game(house):
    for faulty in (Scope(game_id=1, provider_id=1), Scope(game_id=1)):
        kind = "disabled" if faulty.provider_id else "maintenance"
        with house.app.app_context(), pytest.raises(Exception, match=r"play_stop_(target|maintenance)_check"):
            availability.stop(faulty, why=Why("For a test."), by=None, kind=kind)
