"""A page that stays open hears of changes without being moved."""

from urllib.parse import parse_qs, urlsplit

from app.queries import rounds
from tests.games.pages import RoundList
from tests.screens.queries import counted
from tests.screens.strict import said
from tests.wallet.house import bet, betwin, win


def test_nothing_new_is_told_as_nothing(house, player, grace, owner):
    house.call("betwin", betwin(player, bet("1", "1.00")))
    owner.execute("update ledger.round set last_at = last_at - interval '1 minute'")

    news = RoundList(grace).news()
    assert news.texts("#news") == [""]
    assert news.soup.find("tr") is None


def test_new_rounds_wait_behind_a_bar(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "1.00"), round_id="r1"))
    shown = RoundList(grace)
    for number in (2, 3):
        house.call("betwin", betwin(player, bet(f"b{number}", "1.00"), round_id=f"r{number}"))

    news = shown.news()
    assert news.texts("#news a") == ["2 new rounds"]
    assert news.soup.select_one("#news a")["href"] == "/games/rounds"
    assert [row["id"] for row in news.soup.find_all("tr")] == [shown.rows[0].id]


def test_only_new_rounds_that_match_the_filters_wait(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "9.00"), round_id="r1"))
    shown = RoundList(grace, stake_from="5")
    house.call("betwin", betwin(player, bet("2", "1.00"), round_id="r2"))
    assert shown.news().texts("#news a") == []
    house.call("betwin", betwin(player, bet("3", "6.00"), round_id="r3"))
    assert shown.news().texts("#news a") == ["1 new round"]
    assert shown.news().soup.select_one("#news a")["href"] == "/games/rounds?stake_from=5"


def test_a_row_that_changed_comes_anew_even_when_it_matches_no_longer(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "1.00")))
    shown = RoundList(grace, state="open")
    house.call("betwin", betwin(player, win("2", "4.00"), finished=True))

    news = shown.news()
    partial = news.soup.find("hx-partial")
    assert (partial["hx-target"], partial["hx-swap"]) == (f"#{shown.rows[0].id}", "outerMorph")
    assert news.texts("hx-partial .badge") == ["Settled"]


def test_the_next_question_is_about_what_came_after_this_one(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "1.00")))
    shown = RoundList(grace)
    first = shown.page.soup.select_one("#news")["hx-get"]
    second = shown.news().soup.select_one("#news")["hx-get"]
    before, after = (parse_qs(urlsplit(address).query) for address in (first, second))
    assert before.pop("since") < after.pop("since")
    assert before == after


def test_news_cost_the_same_however_much_is_shown(app, house, player, grace):
    asked = []
    for number in range(3):
        house.call("betwin", betwin(player, bet(f"b{number}", "1.00"), round_id=f"r{number}"))
        shown = RoundList(grace)
        with counted(app) as statements:
            shown.news()
        asked.append(len(statements))
    assert asked == [6] * 3, statements  # session, rights, choices, rows, marks, waiting


def test_the_mark_of_the_ledger_grows_as_a_number_does(app, house, player, owner):
    for number in (1, 2):
        house.call("betwin", betwin(player, bet(f"b{number}", "1.00"), round_id=f"r{number}"))
    owner.execute("update ledger.call set xid = '99' where round_ref <> 'r2'")
    owner.execute("update ledger.call set xid = '100' where round_ref = 'r2'")
    with app.app_context():
        assert rounds.watermark() == "100"


def test_an_address_of_news_that_is_not_ours_is_refused(grace, house):
    for query in (
        "since=yesterday&seen=",
        "since=2026-11-23T00:00:00&seen=",
        "since=2026-11-23T00:00:00%2B00:00&seen=%FF",
    ):
        assert grace.get(f"/games/rounds/news?{query}").status_code == 404


def test_a_row_that_changed_comes_with_the_columns_of_its_list(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "1.00")))
    shown = RoundList(grace, cols="net,stake")
    house.call("betwin", betwin(player, win("2", "4.00"), finished=True))
    assert [said(cell) for cell in shown.news().soup.select("hx-partial td")[1:]] == ["+€3.00", "€1.00"]
