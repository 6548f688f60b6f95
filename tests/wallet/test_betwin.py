"""Bets and wins."""

from tests.wallet.house import balance_of, bet, betwin, win


def test_a_bet_is_taken_and_told_with_our_ids(house, player):
    told = house.call("betwin", betwin(player, bet("t1", "1.50")))

    assert (told.status, told.balance) == (200, "98.50")
    (transaction,) = told.json["transactions"]
    assert transaction["id_provider"] == "t1"
    assert transaction["id"].startswith("ca_")
    assert transaction["bonus_amount"] == "0.00"
    assert told.json["round_id"].startswith("rd_")
    assert house.purses(player) == (9_850, 0, 0)


def test_bet_and_win_together_in_their_order(house, player):
    told = house.call("betwin", betwin(player, bet("t1", "100"), win("t2", "250.25"), finished=True))

    assert told.balance == "250.25"
    assert house.rows("select settled_at is not null, bets, wins from ledger.round") == [(True, 1, 1)]


def test_one_bet_too_many_takes_back_its_neighbours(house, player):
    told = house.call("betwin", betwin(player, bet("t1", "60"), bet("t2", "60")))

    assert (told.status, told.code, told.balance) == (400, "100", "100.00")
    assert house.purses(player) == (10_000, 0, 0)
    assert house.call("balance", balance_of(player)).balance == "100.00"


def test_a_stake_draws_on_cash_then_bonus_and_the_win_returns_in_proportion(house):
    player = house.a_player(cash=300, bonus=700)

    told = house.call("betwin", betwin(player, bet("t1", "4.00")))
    assert told.json["transactions"][0]["bonus_amount"] == "1.00"
    assert house.purses(player) == (0, 600, 0)

    told = house.call("betwin", betwin(player, win("t2", "8.00")))
    assert told.json["transactions"][0]["bonus_amount"] == "2.00"
    assert house.purses(player) == (600, 800, 0)


def test_a_win_is_taken_without_a_bet(house, player):
    assert house.call("betwin", betwin(player, win("t1", "5.00"))).balance == "105.00"


def test_the_same_call_twice_moves_money_once_and_is_answered_byte_for_byte(house, player):
    body = betwin(player, bet("t1", "1.50"), win("t2", "0.75"))

    first = house.call("betwin", body)
    house.call("betwin", betwin(player, bet("t3", "9.00")))
    again = house.call("betwin", body)

    assert again == first
    assert house.purses(player) == (9_025, 0, 0)
    assert [row[2] for row in house.log()] == [False, False, True]


def test_old_and_new_in_one_call_repeat_the_old_and_take_the_new(house, player):
    first = house.call("betwin", betwin(player, bet("t1", "1.00")))
    told = house.call("betwin", betwin(player, win("t2", "4.00"), bet("t1", "1.00")))

    assert told.balance == "103.00"
    assert told.json["transactions"][1] == first.json["transactions"][0]


def test_an_id_twice_in_one_call_moves_money_once(house, player):
    assert house.call("betwin", betwin(player, bet("t1", "1.00"), bet("t1", "1.00"))).balance == "99.00"


def test_currencies_keep_their_own_units(house):
    for currency, given, left in (("JPY", "7", "93"), ("KWD", "0.001", "0.099"), ("BTC", "0.00000001", "0.00000099")):
        player = house.a_player(cash=100, currency=currency)
        assert house.call("betwin", betwin(player, bet(f"t {currency}", given))).balance == left


def test_as_many_transactions_as_the_dialect_takes(house, player):
    transactions = [bet(f"b{number}", "1") if number % 2 else win(f"w{number}", "1") for number in range(64)]
    told = house.call("betwin", betwin(player, *transactions))
    assert (told.status, told.balance, len(told.json["transactions"])) == (200, "100.00", 64)
    assert house.log("batch_size") == [(1,)]
