"""The list of rounds: what stands in it, and who may look."""

from app.extensions import db
from app.queries import keyset
from tests.games.pages import ROUNDS, RoundList
from tests.screens.queries import counted
from tests.screens.scene import LONG_NAME, evening
from tests.screens.strict import open_page, open_piece
from tests.wallet.house import bet, betwin, rollback, win


def test_a_row_tells_stake_win_and_what_the_player_gained(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "2.50"), win("2", "7.00"), finished=True))

    (row,) = RoundList(grace).rows
    assert (row.stake, row.win, row.net, row.state) == ("€2.50", "€7.00", "+€4.50", "Settled")


def test_amounts_follow_the_exponent_of_their_currency(house, grace):
    for currency, stake, shown in (
        ("JPY", "1200", "¥1,200"),
        ("KWD", "1.250", "KWD 1.250"),
        ("BTC", "0.00001", "BTC 0.00001000"),
    ):
        player = house.a_player(cash=10**8, currency=currency)
        house.call("betwin", betwin(player, bet(currency, stake), round_id=currency))
        (row,) = RoundList(grace, reference=currency).rows
        assert (row.stake, row.net) == (shown, f"−{shown}")


def test_what_stands_out_is_marked_on_the_row(house, grace, owner):
    evening(house, owner, rounds=1)
    marks = {row.game: (row.state, row.marks) for row in RoundList(grace).rows}
    assert marks["Aurora Nights"] == ("Settled", ["3 retries"])
    assert marks["Midnight Wheel"] == ("Settled", ["late win"])
    assert marks["European Roulette"] == ("Rolled back", [])
    assert marks[LONG_NAME] == ("Settled", ["1 refused"])


def test_a_round_of_which_a_part_was_rolled_back_still_counts(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "2.00"), bet("2", "3.00")))
    house.call("rollback", rollback(player, ("3", "2")))

    (row,) = RoundList(grace).rows
    assert (row.stake, row.state, row.marks) == ("€2.00", "Open", ["part rolled back"])


def test_the_newest_stands_first_and_open_ones_by_their_age(house, player, grace):
    for number in range(3):
        house.call("betwin", betwin(player, bet(f"b{number}", "1.00"), round_id=f"r{number}", finished=number == 1))

    everything, waiting = RoundList(grace), RoundList(grace, state="open")
    assert [row.id for row in everything.rows] == sorted((row.id for row in everything.rows), reverse=True)
    assert [row.id for row in waiting.rows] == sorted(row.id for row in everything.rows if row.state == "Open")
    assert waiting.tab == "Open, by age"


def test_nothing_played_yet_and_nothing_found_are_told_apart(house, player, grace):
    assert RoundList(grace).page.state == "first_use"
    house.call("betwin", betwin(player, bet("1", "1.00")))
    assert RoundList(grace).page.state is None
    assert RoundList(grace, state="late").page.state == "no_match"
    assert RoundList(grace, game="nothing like it").page.state == "no_match"


def test_the_number_of_queries_does_not_grow_with_the_rows(app, house, player, grace):
    asked = []
    for number in range(4):
        house.call("betwin", betwin(player, bet(f"b{number}", "1.00"), round_id=f"r{number}"))
        with counted(app) as statements:
            RoundList(grace)
        asked.append(len(statements))
    assert asked == [7] * 4, statements  # session, rights, choices, mark, page, marks, saved views


def test_what_one_page_holds_is_not_counted_again_and_what_it_does_not_is(app, house, player, grace):
    for number in range(keyset.PAGE_SIZE + 1):
        if number in (keyset.PAGE_SIZE, 1):
            with counted(app) as few:
                assert RoundList(grace).page.texts(".pager .number") == [f"{number} round{'s' * (number > 1)}"]
        house.call("betwin", betwin(player, bet(f"b{number}", "1.00"), round_id=f"r{number}"))
    with counted(app) as many:
        assert RoundList(grace).page.texts(".pager .number") == [f"{keyset.PAGE_SIZE + 1} rounds"]
    assert len(many) == len(few) + 1


def test_htmx_is_given_the_list_alone(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "1.00")))
    piece = open_piece(grace.client, ROUNDS)
    assert not piece.is_whole
    assert piece.soup.select_one("#list tbody tr")


def test_without_the_right_the_page_says_which_one_is_missing(walter, owner):
    page = open_page(walter.client, ROUNDS)
    assert (page.status, page.state) == (403, "no_right")
    assert "games.rounds.read" in page.text
    assert owner.execute("select count(*) from audit_record where phase = 'refusal'").fetchone() == (1,)


def test_whoever_is_not_signed_in_is_led_to_the_door_and_back(app):
    answer = app.test_client().get(f"{ROUNDS}?state=open")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Fgames%2Frounds%3Fstate%3Dopen")


def test_a_fragment_sends_the_whole_window_to_the_door(app):
    headers = {
        "HX-Request": "true",
        "HX-Request-Type": "partial",
        "HX-Current-URL": f"http://localhost{ROUNDS}?state=open",
    }
    answer = app.test_client().get(f"{ROUNDS}/news", headers=headers)
    assert (answer.status_code, answer.text) == (401, "")
    assert answer.headers["HX-Redirect"] == "/sign-in?next=%2Fgames%2Frounds%3Fstate%3Dopen"


def test_staff_of_one_brand_see_no_round_of_another(app, house, player, sue, owner):
    house.open_integration("elsewhere", brand="other brand")
    stranger = house.a_player(cash=1_000, brand="other brand")
    house.call("betwin", betwin(player, bet("1", "1.00")))
    house.call("betwin", betwin(stranger, bet("2", "1.00")), integration="elsewhere")
    everywhere = {row.id: row.address for row in RoundList(sue).rows}
    assert len(everywhere) == 2

    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], sue.id))
    (mine,) = RoundList(sue).rows
    (hidden,) = everywhere.keys() - {mine.id}
    assert open_page(sue.client, everywhere[hidden]).status == 404
    with app.app_context():
        db.session.remove()
