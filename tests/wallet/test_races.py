"""Real threads over HTTP: whoever comes at the same moment, money moves as if they had come one after another."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from tests.wallet.house import bet, betwin, rollback, win


def at_once(calls):
    """Make all calls in the same moment, each from a thread and a client of its own; their answers in order."""
    barrier = Barrier(len(calls))

    def make(call):
        barrier.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(make, calls))


def test_64_threads_with_one_bet_move_money_once_and_hear_the_same(house, player):
    body = betwin(player, bet("t1", "10.00"))
    answers = at_once([lambda: house.call("betwin", body)] * 64)

    assert len({answer.body for answer in answers}) == 1
    assert answers[0].balance == "90.00"
    assert (house.movements(player), house.purses(player)) == (2, (9_000, 0, 0))
    assert Counter(replayed for _, _, replayed, _ in house.log()) == {True: 63, False: 1}
    assert house.faults() == []


def test_of_200_debits_of_the_whole_balance_one_succeeds(house, player):
    calls = [lambda n=n: house.call("betwin", betwin(player, bet(f"t{n}", "100.00"))) for n in range(200)]
    answers = Counter((answer.code, answer.balance) for answer in at_once(calls))

    assert answers == {(None, "0.00"): 1, ("100", "0.00"): 199}
    assert house.purses(player) == (0, 0, 0)
    assert house.faults() == []


def test_a_bet_and_its_rollback_meet_in_either_order(house):
    for number in range(10):
        player = house.a_player(cash=1_000)
        place = partial(house.call, "betwin", betwin(player, bet(f"b{number}", "4.00")))
        undo = partial(house.call, "rollback", rollback(player, (f"u{number}", f"b{number}")))
        placed, undone = at_once([place, undo])
        assert (placed.code, undone.status) in [(None, 200), ("409", 200)]
        assert house.purses(player) == (1_000, 0, 0)
    assert house.faults() == []


def test_two_rollbacks_of_one_bet_give_it_back_once(house, player):
    house.call("betwin", betwin(player, bet("b", "50.00")))
    calls = [lambda n=n: house.call("rollback", rollback(player, (f"u{n}", "b"))) for n in range(16)]

    assert {answer.balance for answer in at_once(calls)} == {"100.00"}
    assert house.purses(player) == (10_000, 0, 0)
    assert house.faults() == []


def test_a_protection_bars_every_bet_that_comes_after_it(house, player):
    def protect():
        house.protect(player, excluded=True)
        return house.call("betwin", betwin(player, bet("after", "1.00")))

    bets = [lambda n=n: house.call("betwin", betwin(player, bet(f"t{n}", "1.00"))) for n in range(20)]
    answers = at_once([*bets, protect])

    assert answers[-1].code == "110"
    taken = sum(answer.status == 200 for answer in answers)
    assert house.purses(player) == (10_000 - 100 * taken, 0, 0)


def test_many_players_at_once_are_committed_together(house):
    players = [house.a_player(cash=1_000) for _ in range(8)]
    bodies = [
        betwin(player, bet(f"b{player.id}-{number}", "1"), win(f"w{player.id}-{number}", "2"))
        for player in players
        for number in range(8)
    ]
    calls = [partial(house.call, "betwin", body) for body in bodies]
    assert {answer.status for answer in at_once(calls)} == {200}
    assert {house.purses(player) for player in players} == {(1_800, 0, 0)}
    assert max(size for (size,) in house.log("batch_size")) > 1
    assert house.faults() == []
