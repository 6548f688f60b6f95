"""Registration and maintenance: turned on a page, felt at the next call, told on every page."""

import json
from urllib.parse import urlencode

import pytest

from app.services import availability, settings
from tests.api.conftest import ADA, tool, world  # noqa: F401 the fixtures of the API's tests
from tests.cast import hire, sign_in
from tests.screens.queries import counted
from tests.screens.strict import Page as Answer
from tests.screens.strict import open_page, open_piece, said
from tests.wallet.house import bet, betwin, rollback, win

SWITCHES, MAINTENANCE = "/settings/switches", "/settings/maintenance"
WHY = {"code": "upgrade", "text": "The database moves house"}


@pytest.fixture
def hedda(app, house):
    """Head of operations."""
    return sign_in(app, hire(app, "hedda"))


def turns(person, way, **fields):
    return person.post(f"{MAINTENANCE}/{way}", data={"brand": "b", **WHY} | fields)


def row_of(page, name):
    return [said(cell) for cell in page.soup.select_one(f"#{name}").select("th, td")]


def banners(page):
    return page.texts(".maintenance b")


def test_in_maintenance_bets_are_refused_and_wins_and_rollbacks_taken(hedda, house, player):
    assert house.call("betwin", betwin(player, bet("open", "1"), bet("other", "1"))).status == 200
    page = open_page(hedda.client, open_page(hedda.client, SWITCHES).soup.select_one("#maintenance-b a")["href"])
    assert "1 open rounds" in page.soup.get_text()
    assert page.texts(".effect .after") == ["Refused", "Refused", "Taken"]
    assert turns(hedda, "beginning").location == SWITCHES
    assert house.call("betwin", betwin(player, bet("next", "1"))).status != 200
    assert house.call("betwin", betwin(player, win("w", "1"))).status == 200
    assert house.call("rollback", rollback(player, ("u", "open"))).status == 200
    assert turns(hedda, "ending", code="done").status_code == 303
    assert house.call("betwin", betwin(player, bet("then", "1"))).status == 200


def test_who_why_and_since_stand_on_the_page_and_a_banner_on_every_other(hedda, audrey):
    assert banners(open_page(hedda.client, "/settings/values")) == []
    turns(hedda, "beginning")
    row = row_of(open_page(audrey.client, SWITCHES), "maintenance-b")
    assert row[:2] == ["b", "In maintenance"]
    assert row[3:5] == ["Hedda", "An upgrade: The database moves house"]
    for address in ("/settings/values", "/games/rounds", "/nowhere"):
        page = open_page(audrey.client, address)
        assert banners(page) == ["Maintenance of b"]
        assert "An upgrade: The database moves house" in page.texts(".maintenance p")[0]
    turns(hedda, "ending", code="done", text="")
    page = open_page(audrey.client, SWITCHES)
    assert banners(page) == []
    assert page.texts("[aria-labelledby=past-title] td")[-1] == "The work is done."


def test_maintenance_of_every_brand_stands_beside_that_of_one(hedda, house, player):
    turns(hedda, "beginning", brand="")
    assert row_of(open_page(hedda.client, SWITCHES), "maintenance-b")[1] == "With every brand"
    turns(hedda, "beginning")
    assert banners(open_page(hedda.client, SWITCHES)) == ["Maintenance of every brand", "Maintenance of b"]
    turns(hedda, "ending", brand="", code="done")
    assert house.call("betwin", betwin(player, bet("still", "1"))).status != 200


def test_whoever_was_slower_is_told_that_it_stands(hedda):
    turns(hedda, "beginning")
    page = Answer(turns(hedda, "beginning"))
    assert page.status == 409
    assert "Maintenance is on already." in page.alert
    turns(hedda, "ending", code="done")
    assert "There is no maintenance to end." in Answer(turns(hedda, "ending", code="done")).alert


def test_nothing_is_turned_without_a_reason_or_for_a_brand_there_is_not(hedda, owner):
    assert Answer(turns(hedda, "beginning", code="")).status == 422
    assert turns(hedda, "beginning", brand="x").status_code == 404
    assert open_page(hedda.client, f"{MAINTENANCE}/beginning?brand=x").status == 404
    assert open_piece(hedda.client, f"{MAINTENANCE}/beginning?brand=b", "dialog-body").soup.select_one("form")
    assert owner.execute("select count(*) from play_stop").fetchone() == (0,)


def test_beginning_and_ending_leave_attempt_and_effect(hedda, owner):
    turns(hedda, "beginning")
    turns(hedda, "ending", code="done")
    asked = "select name, target, body from audit_record where actor_id = %s order by event_id"
    told = owner.execute(asked, [hedda.outside_id]).fetchall()
    names = [name for name, *_ in told]
    assert names == ["settings.begin_maintenance", "play.stopped", "settings.end_maintenance", "play.allowed"]
    effects = [json.loads(body)["data"] for _, target, body in told if target]
    assert [(each["was"], each["now"]) for each in effects] == [
        ("enabled", "maintenance b"), ("maintenance b", "enabled"),
    ]  # fmt: skip


def test_who_may_begin_may_not_always_end(app, hedda, walter, audrey):
    assert audrey.post(f"{MAINTENANCE}/beginning").status_code == 403
    assert turns(walter, "beginning").status_code == 303
    assert turns(walter, "ending", code="done").status_code == 403
    assert not open_page(walter.client, SWITCHES).soup.select("#maintenance-b a")
    assert open_page(audrey.client, SWITCHES).texts("main table a") == []


def test_whoever_may_enable_games_ends_no_maintenance(app, hedda, grace, house):
    turns(hedda, "beginning")
    with app.app_context():
        stop = availability.maintenance(house.ids["brand"])
    answer = grace.post(f"/games/stops/{stop.outside_id}/lifting", data={"code": "mended"})
    assert answer.status_code == 409
    assert "it is ended at Settings" in answer.text
    assert banners(open_page(grace.client, "/games/rounds")) == ["Maintenance of b"]


def test_staff_of_one_brand_turn_and_are_told_of_theirs_alone(app, hedda, house, owner):
    turns(hedda, "beginning")
    local = sign_in(app, hire(app, "liv", "head_of_operations"))
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [house.ids["other brand"], local.id])
    page = open_page(local.client, SWITCHES)
    assert (banners(page), page.soup.select("#maintenance-b")) == ([], [])
    assert turns(local, "beginning").status_code == 404
    assert turns(local, "beginning", brand="").status_code == 403
    assert turns(local, "beginning", brand="c").status_code == 303
    assert banners(open_page(local.client, SWITCHES)) == ["Maintenance of c"]
    turns(hedda, "beginning", brand="")
    assert banners(open_page(local.client, SWITCHES)) == ["Maintenance of every brand", "Maintenance of c"]


def test_the_banner_costs_no_query(app, hedda):
    asked = []
    for brand in ("b", "c", ""):
        with counted(app) as statements:
            open_page(hedda.client, "/settings/values")
        asked.append(len(statements))
        turns(hedda, "beginning", brand=brand)
        open_page(hedda.client, SWITCHES)
    assert len(set(asked)) == 1
    with counted(app) as statements:
        open_page(hedda.client, SWITCHES)
    assert len(statements) <= 9


def test_a_closed_registration_takes_no_new_player(app, tool, owner):  # noqa: F811
    hedda = sign_in(app, hire(app, "hedda"))
    page = open_page(
        hedda.client, open_page(hedda.client, SWITCHES).soup.select_one("#registration-norrsken a")["href"]
    )
    known = {each["name"]: each.get("value", "") for each in page.soup.select("form[action$='/changes'] input[name]")}
    del known["csrf_token"]
    record = "/settings/values/settings/registration-open"
    assert hedda.post(f"{record}/changes", data=known | {"code": "incident"}).location == record
    assert row_of(open_page(hedda.client, SWITCHES), "registration-norrsken")[1] == "Closed"
    answer = tool.post("/players", ADA)
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert answer.json["detail"] == "Norrsken takes no new players at the moment. Please try again later."
    assert owner.execute("select count(*) from player").fetchone() == (0,)
    other = tool.post("/players", ADA | {"brand": "lagoon", "currency": "USD"})
    assert other.status_code == 201
    with app.app_context():
        settings.change("settings.registration_open", "yes", reason="The incident is over", by=None, brand="norrsken")
    assert tool.post("/players", ADA).status_code == 201


def test_the_change_that_the_switch_leads_to_says_what_it_does(app, tool):  # noqa: F811
    hedda = sign_in(app, hire(app, "hedda"))
    asked = {"value": "no"}
    page = open_page(hedda.client, f"/settings/values/settings/registration-open/changes/new?{urlencode(asked)}")
    assert [[said(cell) for cell in row.select("th, td")][:2] for row in page.soup.select(".effect tbody tr")] == [
        ["Lagoon", "yes"], ["Norrsken", "yes"],
    ]  # fmt: skip
