"""Rollbacks: before, after, twice, of wins already spent."""

from tests.wallet.house import bet, betwin, finish, rollback, win


def test_a_bet_returns_exactly_to_where_it_came_from(house):
    player = house.a_player(cash=300, bonus=700)
    house.call("betwin", betwin(player, bet("t1", "5.00")))

    told = house.call("rollback", rollback(player, ("t2", "t1")))

    assert (told.status, told.balance) == (200, "10.00")
    assert told.json["transactions"][0]["id"].startswith("ca_")
    assert house.purses(player) == (300, 700, 0)


def test_twice_is_answered_alike_and_moves_once(house, player):
    house.call("betwin", betwin(player, bet("t1", "5.00")))
    body = rollback(player, ("t2", "t1"))
    first = house.call("rollback", body)
    house.call("betwin", betwin(player, bet("t3", "1.00")))

    assert house.call("rollback", body) == first
    assert house.purses(player)[0] == 9_900


def test_a_second_rollback_under_another_id_moves_nothing(house, player):
    house.call("betwin", betwin(player, bet("t1", "5.00")))
    house.call("rollback", rollback(player, ("t2", "t1")))

    told = house.call("rollback", rollback(player, ("t3", "t1")))
    assert (told.status, told.balance) == (200, "100.00")
    assert house.purses(player)[0] == 10_000
    assert house.log()[-1][0] == "already_reversed"


def test_before_its_bet_it_bars_the_bet(house, player):
    body = rollback(player, ("t2", "t1"))
    first = house.call("rollback", body)
    assert (first.status, first.balance, first.json["transactions"][0]["id"]) == (200, "100.00", "")

    assert house.call("betwin", betwin(player, bet("t1", "5.00"))).code == "409"
    assert house.call("betwin", betwin(player, bet("t3", "5.00"))).status == 200
    assert house.call("rollback", body) == first


def test_a_win_already_spent_becomes_a_debt_and_the_provider_has_its_success(house, player):
    house.call("betwin", betwin(player, win("t1", "50.00")))
    house.call("betwin", betwin(player, bet("t2", "120.00"), round_id="r2"))

    told = house.call("rollback", rollback(player, ("t3", "t1")))

    assert (told.status, told.balance) == (200, "0.00")
    assert house.purses(player) == (0, 0, 2_000)


def test_a_win_for_a_bet_that_was_rolled_back_is_taken(house, player):
    house.call("betwin", betwin(player, bet("t1", "5.00")))
    house.call("rollback", rollback(player, ("t2", "t1"), finished=True))
    assert house.call("betwin", betwin(player, win("t3", "2.00"))).balance == "102.00"


def test_several_at_once(house, player):
    house.call("betwin", betwin(player, bet("t1", "5.00"), win("t2", "3.00")))
    told = house.call("rollback", rollback(player, ("t3", "t2"), ("t4", "t1"), ("t5", "t0")))
    assert told.balance == "100.00"
    assert [item["id"] == "" for item in told.json["transactions"]] == [False, False, True]


def test_finish_settles_once_and_is_answered_always(house, player):
    house.call("betwin", betwin(player, bet("t1", "5.00")))
    assert house.call("finish", finish(player)).json == {"balance": "95.00"}
    assert house.call("finish", finish(player)).json == {"balance": "95.00"}
    assert house.call("finish", finish(player, round_id="never seen")).json == {"balance": "95.00"}
    assert house.rows("select count(*) from ledger.round where settled_at is not null") == [(1,)]
    assert [row[0] for row in house.log()] == ["applied", "applied", "applied", "unknown_round"]


def test_a_win_after_the_end_is_taken_and_marked_late(house, player):
    house.call("betwin", betwin(player, bet("t1", "5.00"), finished=True))
    assert house.call("betwin", betwin(player, win("t2", "1.00"))).status == 200
    assert house.rows("select late from ledger.round") == [(1,)]
