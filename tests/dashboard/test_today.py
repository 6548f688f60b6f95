"""The day so far: its figures are the report's, and stand beside those of a week ago at the same minute."""

import pytest

from tests.cast import hire, sign_in
from tests.ledger.book import bet, win
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece, said

TODAY = "/dashboard"
A_WEEK = {"days": 7}
TOLD = """
insert into outbox_message (brand_id, type, version, about, data, occurred_at)
select id, 'deposit.captured', 1, 'pl_' || repeat('0', 26), '{}', now() from brand where code = %s
"""


def tiles(page):
    """What each figure is today, and the note under it."""
    found = page.soup.select(".figures .figure")
    return {said(each.dt): (said(each.select_one(".value")), said(each.select_one(".note"))) for each in found}


@pytest.fixture(params=["as it came", "folded"])
def settle(casino, request):
    """Fold what happened, or leave it to be read call by call."""
    return casino.fold if request.param == "folded" else lambda: None


def test_before_anything_happened_every_figure_is_nothing(casino, hannah):
    page = open_page(hannah.client, TODAY)
    assert {value for value, _ in tiles(page).values()} == {"0"}
    assert page.soup.select_one(".chart") is None


def test_today_stands_beside_the_same_minute_a_week_ago(casino, hannah, ago, settle):
    old = casino.register(ago(days=20))
    casino.deposit(ago(days=7, minutes=5), old, 10_000)
    casino.play(ago(days=7, minutes=4), old, bet(1_000), win(400))
    casino.play(ago(days=6, hours=23, minutes=50), old, bet(5_000))  # later that day
    casino.play(ago(days=7, hours=8), old, bet(2_000))  # of the day before
    new = casino.register(ago(minutes=30))
    casino.deposit(ago(minutes=20), new, 15_000)
    casino.play(ago(minutes=10), new, bet(900))
    settle()
    found = tiles(open_page(hannah.client, TODAY))
    assert found["GGR, settled"] == ("€9.00", "+50.0 % · was €6.00")
    assert found["Deposits"] == ("€150.00", "+50.0 % · was €100.00")
    assert found["Withdrawals paid"] == ("€0.00", "was €0.00")
    assert found["Registrations"] == ("1", "was 0")


def test_first_deposits_and_registrations_of_a_week_ago_end_at_the_same_minute(casino, hannah, ago):
    for minutes in (5, -20):  # before, and after
        player = casino.register(ago(days=7, minutes=minutes))
        casino.deposit(ago(days=7, minutes=minutes - 1), player, 100)
    casino.fold()
    found = tiles(open_page(hannah.client, TODAY))
    assert (found["First deposits"][1], found["Registrations"][1]) == ("−100.0 % · was 1",) * 2


def test_each_figure_opens_what_it_is_made_of_and_that_says_the_same(casino, hannah, ago, settle):
    player = casino.register(ago(hours=1))
    casino.deposit(ago(minutes=50), player, 10_000)
    casino.play(ago(minutes=40), player, bet(2_500), win(1_000))
    casino.withdraw(player, 3_000, asked=ago(minutes=30), paid=ago(minutes=20))
    settle()
    page = open_page(hannah.client, TODAY)
    links = page.soup.select(".figures a")
    assert len(links) == 6
    for link in links:
        opened = open_page(hannah.client, link["href"])
        assert opened.texts("tr.total td.number") == [said(link)], link["href"]


def test_currencies_are_never_added_up(casino, hannah, ago):
    euros, crowns = casino.register(ago(hours=1)), casino.register(ago(hours=1), currency="SEK")
    casino.deposit(ago(minutes=50), euros, 1_000)
    casino.deposit(ago(minutes=50), crowns, 2_000, "SEK")
    assert tiles(open_page(hannah.client, f"{TODAY}?currency=EUR"))["Deposits"][0] == "€10.00"
    assert tiles(open_page(hannah.client, f"{TODAY}?currency=SEK"))["Deposits"][0] == "SEK 20.00"


def test_the_currency_that_most_is_done_in_is_shown_when_none_is_asked_for(casino, hannah, ago):
    euros, crowns = casino.register(ago(hours=1)), casino.register(ago(hours=1), currency="SEK")
    casino.deposit(ago(minutes=50), euros, 90_000)
    for _ in range(2):
        casino.deposit(ago(minutes=50), crowns, 1_000, "SEK")
    assert tiles(open_page(hannah.client, TODAY))["Deposits"][0] == "SEK 20.00"
    casino.fold()
    assert tiles(open_page(hannah.client, TODAY))["Deposits"][0] == "SEK 20.00"


def test_one_brand_is_told_by_itself_and_only_ones_own(app, casino, hannah, ago, owner):
    north, east = casino.register(ago(hours=1)), casino.register(ago(hours=1), "lagoon")
    casino.deposit(ago(minutes=50), north, 1_000)
    casino.deposit(ago(minutes=50), east, 2_000)
    deposits = lambda address: tiles(open_page(hannah.client, address))["Deposits"][0]  # noqa: E731
    assert [deposits(TODAY), deposits(f"{TODAY}?brand=lagoon")] == ["€30.00", "€20.00"]
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'norrsken') where staff_id = %s",
        [hannah.id],
    )
    assert deposits(TODAY) == "€10.00"
    assert hannah.get(f"{TODAY}?brand=lagoon").status_code == 404


def test_ggr_is_drawn_by_hour_with_the_week_before_behind_it(casino, hannah, ago):
    player = casino.register(ago(days=20))
    casino.deposit(ago(days=20), player, 100_000)
    casino.play(ago(days=7, hours=1), player, bet(1_000))
    casino.play(ago(hours=2), player, bet(2_000))
    casino.play(ago(minutes=1), player, bet(500), win(2_500))
    page = open_page(hannah.client, TODAY)
    assert page.soup.select_one(".chart .behind")
    texts = [link["aria-label"].split(": ")[1] for link in page.soup.select(".chart a")]
    assert sorted(text for text in texts if "€0.00" not in text) == ["€20.00", "−€20.00, not over yet"]
    assert page.soup.select(".chart a")[-1]["aria-label"].endswith("not over yet")


@pytest.mark.parametrize("casino", [3], indirect=True)
def test_an_hour_that_one_brand_is_still_in_is_not_over(casino, hannah, ago):
    """Where brands' days begin apart: in that one's fourth hour, which the other left behind three hours ago."""
    player = casino.register(ago(days=20))
    casino.deposit(ago(days=20), player, 100_000)
    casino.play(ago(hours=4), player, bet(2_000))
    hours = [link["aria-label"] for link in open_page(hannah.client, TODAY).soup.select(".chart a")]
    assert [hour.endswith("not over yet") for hour in hours] == [False] * 3 + [True] * 4


def test_what_happened_lately_is_of_the_brand_that_is_asked_for(casino, hannah, owner):
    for brand in ("norrsken", "lagoon"):
        owner.execute(TOLD, [brand])
    lately = lambda address: open_page(hannah.client, address).texts("[aria-labelledby=lately] a")  # noqa: E731
    assert len(lately(TODAY)) == 2
    assert len(lately(f"{TODAY}?brand=lagoon")) == 1


def test_without_the_right_to_figures_the_rest_is_shown(app, casino):
    page = open_page(sign_in(app, hire(app, "frida", "fraud")).client, TODAY)
    assert page.soup.select_one("[data-state=no_right]")
    assert "Needs a person" in page.texts("h2")


def test_providers_stand_there_for_whoever_may_see_them(app, casino, hannah):
    page = open_page(hannah.client, TODAY)
    assert page.texts("section[aria-labelledby=fare] td a") == ["Comet", "Northlight"]
    assert not open_page(sign_in(app, hire(app, "carla", "crm")).client, TODAY).soup.select("[aria-labelledby=fare]")


def test_news_are_the_piece_alone(casino, hannah):
    piece = open_piece(hannah.client, f"{TODAY}/news?currency=EUR")
    assert piece.soup.select_one("#today")["hx-get"] == f"{TODAY}/news?currency=EUR"
    assert piece.soup.select_one("h1") is None


def test_the_number_of_queries_does_not_grow(app, casino, hannah, ago):
    def queries():
        with counted(app) as statements:
            assert open_page(hannah.client, TODAY)
        return len(statements)

    player = casino.register(ago(hours=1))
    casino.deposit(ago(minutes=50), player, 10_000)
    one = queries()
    for minutes in range(40, 30, -1):
        casino.play(ago(minutes=minutes), player, bet(100))
    assert queries() == one <= 36


def test_a_brand_that_nobody_can_have_named_is_none(casino, hannah):
    assert hannah.get(f"{TODAY}?brand=lag%00oon&currency=%00").status_code in (200, 404)
    assert hannah.get(f"{TODAY}?brand=%00nothing").status_code == 404
