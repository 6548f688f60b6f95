"""A game is disabled by whoever may: where, why, with who is in play; and allowed again by whoever may that."""

import json

import pytest

from app.queries import in_play
from tests.cast import sign_in
from tests.games.pages import open_stop, record_of
from tests.payments.till import Till
from tests.screens.queries import counted
from tests.screens.strict import Page, open_page, open_piece
from tests.wallet.house import bet, betwin, win

FAULT = {"code": "fault", "text": "", "brand": "", "country": "", "currency": ""}
CATALOGUE = "/games/catalogue"


@pytest.fixture
def slot(house):
    """The record of the game that is played."""
    return record_of(house, "slot")


def audited(owner, name):
    rows = owner.execute("select body from audit_record where name = %s order by event_id", [name]).fetchall()
    return [json.loads(body) for (body,) in rows]


def test_the_form_says_who_is_in_play_where_it_is_asked_for(house, player, grace, slot):
    house.open_session(player)
    house.call("betwin", betwin(player, bet("t1", "4.00"), win("t2", "1.50")))
    form = open_page(grace.client, f"{slot}/disabling")
    assert form.texts("#in-play td") == ["1", "1 with €2.50"]
    assert "1 player" in form.soup.select_one("#in-play").get_text()
    for narrowed in ({"country": "SE"}, {"currency": "JPY"}, {"brand": "c"}):
        piece = open_piece(grace.client, f"{slot}/disabling", target="in-play", query_string=narrowed)
        assert "Nobody" in piece.soup.get_text()


def test_rounds_that_never_ended_are_told_apart_from_those_in_play(house, player, grace, slot, owner, monkeypatch):
    for name in ("r1", "r2", "r3"):
        house.call("betwin", betwin(player, bet(f"t-{name}", "1.00"), round_id=name))
    owner.execute("update ledger.round set opened_at = opened_at - interval '25 hours' where round_ref <> 'r1'")
    form = open_page(grace.client, f"{slot}/disabling")
    assert form.texts("#in-play td") == ["0", "1 with €1.00", "2"]
    monkeypatch.setattr(in_play, "LOOKED_AT", 1)
    piece = open_piece(grace.client, f"{slot}/disabling", target="in-play")
    assert piece.texts("td") == ["0", "1 with €1.00", "1+"]
    assert "among the latest 1" in piece.soup.get_text()


@pytest.mark.parametrize("asked", [{"brand": "b"}, {"brand": ""}, {"brand": "c", "country": "nowhere"}])
def test_whoever_stops_play_of_one_brand_is_told_of_no_other(house, player, grace, slot, owner, asked):
    house.open_session(player)
    house.call("betwin", betwin(player, bet("t1", "4.00")))
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'c') where staff_id = %s", [grace.id]
    )
    for page in (
        open_page(grace.client, f"{slot}/disabling", query_string=asked),
        Page(grace.post(f"{slot}/disabling", data=FAULT | asked)),
    ):
        assert "Nobody" in page.soup.select_one("#in-play").get_text()


def test_what_was_noted_of_a_game_of_every_brand_is_for_whoever_sees_them_all(house, grace, paula, slot, owner):
    grace.post(f"{slot}/disabling", data=FAULT | {"brand": "b"})
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'c') where staff_id = %s", [grace.id]
    )
    provider = "/games/providers/acme"
    for address in (slot, provider):
        assert "audit" in [link.partition("tab=")[2] for link in tabs_of(paula, address)]
        assert "audit" not in [link.partition("tab=")[2] for link in tabs_of(grace, address)]
    noted = "sessions and 0 open rounds in play"
    assert noted in open_page(paula.client, f"{slot}?tab=audit").text
    assert noted not in open_page(grace.client, f"{slot}?tab=audit").text


def tabs_of(person, address):
    return [each["href"] for each in open_page(person.client, address).soup.select("main a[href*='tab=']")]


def test_it_is_disabled_at_once_and_every_bet_after_it_is_refused(house, player, grace, slot):
    house.call("betwin", betwin(player, bet("t1", "1")))
    answer = grace.post(f"{slot}/disabling", data=FAULT)
    assert (answer.status_code, answer.location) == (303, slot)
    assert house.call("betwin", betwin(player, bet("t2", "1"))).code == "405"
    assert house.call("betwin", betwin(player, win("t3", "1"))).status == 200
    record = open_page(grace.client, slot)
    assert "Nobody can play it." in record.soup.get_text()
    assert "Game sessions in play: 0. Open rounds: 1;" in record.soup.get_text()


def test_a_brand_a_country_and_a_currency_are_barred_alone(house, grace, slot):
    here, abroad = house.a_player(cash=100), house.a_player(cash=100, country="SE")
    yen, other = house.a_player(cash=10_000, currency="JPY", country="SE"), house.a_player(cash=100, country="SE")
    grace.post(f"{slot}/disabling", data=FAULT | {"brand": "b", "country": "se", "currency": "JPY"})
    assert house.call("betwin", betwin(yen, bet("t1", "1"))).code == "153"
    for number, player in enumerate((here, abroad, other)):
        assert house.call("betwin", betwin(player, bet(f"t{number + 2}", "1"))).status == 200
    row = open_page(grace.client, CATALOGUE)
    assert row.texts("[data-rows] .badge") == ["Disabled in part"]
    assert "b, players from SE, in JPY" in row.soup.get_text()


def test_the_same_cannot_be_stopped_twice(grace, house, slot, owner):
    assert grace.post(f"{slot}/disabling", data=FAULT).status_code == 303
    assert grace.post(f"{slot}/disabling", data=FAULT).status_code == 409
    assert owner.execute("select count(*) from play_stop").fetchone() == (1,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": ""}, "Choose a reason"),
        ({"code": "other", "text": "no"}, "at least 10"),
        ({"country": "Malta"}, "At most 2"),
        ({"country": "1é"}, "No country has these two letters"),
        ({"country": "ZZ"}, "write SE"),
        ({"country": "uk"}, "write GB"),
        ({"brand": "nobody"}, "Not a valid choice"),
        ({"currency": "XTS"}, "Not a valid choice"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_stopped(grace, house, slot, owner, change, said):
    page = Page(grace.post(f"{slot}/disabling", data=FAULT | change))
    assert (page.status, said in page.alert) == (422, True)
    assert owner.execute("select count(*) from play_stop").fetchone() == (0,)


def test_both_acts_are_recorded_with_before_and_after_and_stay_as_a_row(grace, house, slot, owner):
    grace.post(f"{slot}/disabling", data=FAULT | {"brand": "b"})
    grace.post(f"{slot}/disabling", data=FAULT | {"brand": "c"})
    stop = open_stop(grace, "b")
    assert grace.post(f"{stop}/lifting", data={"code": "mended", "text": ""}).status_code == 303
    first, second = audited(owner, "play.stopped")
    assert (first["data"]["was"], first["data"]["now"]) == ("enabled", "disabled b")
    assert (second["data"]["was"], second["data"]["now"]) == ("disabled b", "disabled c; disabled b")
    (lifted,) = audited(owner, "play.allowed")
    assert (lifted["data"]["was"], lifted["data"]["now"]) == ("disabled b; disabled c", "disabled c")
    assert lifted["data"]["reason_code"] == "mended"
    row = owner.execute("select reason, lifted_reason, lifted_by_id from play_stop where lifted_at is not null")
    assert row.fetchall() == [("A fault in the game or its maths.", "The fault is mended.", grace.outside_id)]
    page = open_page(grace.client, stop)
    assert page.texts(".badge") == ["Lifted"]
    assert len(page.texts(".event")) == 2


def test_a_stop_is_lifted_once(grace, house, slot):
    grace.post(f"{slot}/disabling", data=FAULT)
    stop = open_stop(grace, "everywhere")
    assert grace.post(f"{stop}/lifting", data={"code": "mended"}).status_code == 303
    assert grace.post(f"{stop}/lifting", data={"code": "mended"}).status_code == 409


def test_the_database_lifts_once_and_changes_nothing_else(house, owner, visitor):
    house.stop(game_id=house.ask("select id from game"))
    owner.execute(
        "update play_stop set lifted_at = now(), lifted_reason = 'why', lifted_by_kind = 'system', lifted_by_id = ''"
    )
    with pytest.raises(Exception, match="lifted already"):
        owner.execute("update play_stop set lifted_reason = 'another'")
    with pytest.raises(Exception, match="permission denied"):
        visitor.execute("update play_stop set reason = 'another'")
    with pytest.raises(Exception, match="permission denied"):
        visitor.execute("delete from play_stop")


def test_who_may_stop_may_not_therefore_allow_again(paula, house, slot):
    assert paula.post(f"{slot}/disabling", data=FAULT).status_code == 303
    stop = open_stop(paula, "everywhere")
    assert "Enable" not in open_page(paula.client, stop).soup.get_text()
    page = open_page(paula.client, f"{stop}/lifting")
    assert (page.status, "games.availability.enable" in page.text) == (403, True)


def test_the_catalogue_asks_the_database_as_often_for_many_games_as_for_one(app, house, grace):
    def asked():
        with counted(app) as statements:
            open_page(grace.client, CATALOGUE)
        return len(statements)

    house.stop(game_id=house.ask("select id from game"))
    few = asked()
    for number in range(12):
        house.stop(game_id=house.add_game(f"game {number}"))
    assert asked() == few <= 9


def test_the_catalogue_is_paged_by_name_both_ways(house, grace):
    for number in range(70):
        house.add_game(f"Game {number:02}")
    first = open_page(grace.client, CATALOGUE)
    names = first.texts("[data-rows] td:first-child")
    second = open_page(grace.client, first.link("Next"))
    names += second.texts("[data-rows] td:first-child")
    assert names == [f"Game {number:02}" for number in range(70)] + ["slot"]
    assert open_page(grace.client, second.link("Previous")).texts("[data-rows] td:first-child") == names[:50]
    falling = open_page(grace.client, f"{CATALOGUE}?sort=-name")
    assert falling.texts("[data-rows] td:first-child") == names[::-1][:50]


def test_the_catalogue_is_narrowed(house, grace):
    house.stop(game_id=house.add_game("Orchard"))
    for address, names in (
        ("?state=disabled", ["Orchard"]),
        ("?state=enabled", ["slot"]),
        ("?name=orch", ["Orchard"]),
        ("?provider=acme&kind=slot", ["Orchard", "slot"]),
        ("?kind=table", []),
        ("?volatility=high", []),
    ):
        assert open_page(grace.client, CATALOGUE + address).texts("[data-rows] td:first-child") == names


def test_who_looks_after_one_brand_stops_and_lifts_for_that_brand_alone(app, house, slot, owner):
    till = Till(app)
    rights = ("games.catalogue.read", "games.availability.disable", "games.availability.enable")
    till.hire("nora", *rights, brand="b")
    nora = sign_in(app, till.staff["nora"])
    everywhere, elsewhere = house.stop(), house.stop(brand_id=house.ids["other brand"])
    form = open_page(nora.client, f"{slot}/disabling")
    assert [option["value"] for option in form.soup.select("#brand option")] == ["b"]
    assert Page(nora.post(f"{slot}/disabling", data=FAULT)).status == 422
    assert nora.post(f"{slot}/disabling", data=FAULT | {"brand": "b"}).status_code == 303
    assert open_page(nora.client, f"/games/stops/{elsewhere}").status == 404
    assert "Enable" not in open_page(nora.client, f"/games/stops/{everywhere}").soup.get_text()
    assert nora.post(f"/games/stops/{everywhere}/lifting", data={"code": "mended"}).status_code in (403, 404)
    assert nora.post(f"{open_stop(nora, 'b')}/lifting", data={"code": "mended"}).status_code == 303
