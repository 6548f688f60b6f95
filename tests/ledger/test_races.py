"""Many at once: one effect, one order, no deadlock."""

import itertools
import random
import threading
from collections import Counter

from tests.ledger.book import Ledger, bet, call, in_threads, key, outcomes, rollback


def send(db, number, made):
    """By itself or in a group: by turns."""
    return (db.play(made) if number % 2 else db.group(made))[0]


def test_64_threads_send_the_same_bet(ledger, uri, player):
    made = call(player, bet(100))

    def work(number):
        with Ledger(uri) as db:
            return send(db, number, made)

    answers = in_threads(64, work)
    assert len({answer._replace(replayed=None) for answer in answers}) == 1
    assert Counter(answer.replayed for answer in answers) == {False: 1, True: 63}
    assert ledger.wallet(player)["cash"] == 900


def test_200_parallel_debits_of_the_whole_balance(ledger, uri, player):
    def work(number):
        with Ledger(uri) as db:
            return [send(db, number, call(player, bet(1000))).outcome for _ in range(4)]

    assert Counter(itertools.chain(*in_threads(50, work))) == {"applied": 1, "insufficient_funds": 199}


def test_one_id_for_many_players_at_once(ledger, uri):
    """Crossing keys: they would deadlock without one order for all."""
    players = [ledger.player(cash=100) for _ in range(16)]

    def work(number, ids):
        with Ledger(uri) as db:
            order = random.Random(number).sample(ids, 4)
            return outcomes(
                db.group(*(call(players[(number + i) % 16], bet(1, bet_id)) for i, bet_id in enumerate(order)))
            )

    for _ in range(10):
        ids = [key() for _ in range(4)]
        found = Counter(itertools.chain(*in_threads(16, work, ids)))
        assert set(found) <= {"applied", "conflict"}
        rows = ledger.all(
            "select count(*) filter (where not refused) as n from ledger.call"
            " where external_id = any(%s) group by external_id",
            ids,
        )
        assert [row.n for row in rows] == [1, 1, 1, 1]


def test_single_calls_race_groups_for_their_keys(ledger, uri):
    """Short and long ways to a key meet: one takes it, the others are told so."""
    players = [ledger.player(cash=100) for _ in range(16)]

    def work(number, ids):
        with Ledger(uri) as db:
            mine = [call(players[number], bet(1, bet_id)) for bet_id in random.Random(number).sample(ids, 4)]
            pair = call(players[number], bet(1, ids[number % 4]), bet(1, ids[(number + 1) % 4]))
            return outcomes([[db.play(mine[0])[0]], db.group(*mine), db.play(pair)][number % 3])

    for _ in range(10):
        ids = [key() for _ in range(4)]
        found = Counter(itertools.chain(*in_threads(16, work, ids)))
        assert set(found) <= {"applied", "conflict", "call_refused"}
        rows = ledger.all(
            "select count(*) as n from ledger.call where external_id = any(%s) and not refused group by external_id",
            ids,
        )
        assert {row.n for row in rows} <= {1}
    for player in players:
        assert ledger.verify(player) == []


def test_rollbacks_race_their_bet(ledger, uri, player):
    def work(number, bet_id):
        with Ledger(uri) as db:
            return outcomes(db.call(player, rollback(bet_id) if number else bet(100, bet_id)))[0]

    for _ in range(10):
        found = set(in_threads(8, work, key()))
        assert found <= {"applied", "rolled_back", "already_reversed", "nothing_to_reverse"}
        assert ledger.wallet(player)["cash"] == 1000


def test_no_bet_commits_after_the_exclusion(ledger, uri):
    def work(number, player, done):
        with Ledger(uri) as db:
            if number == 0:
                for _ in range(5):
                    db.call(player, bet(1))
                db.protect(player, excluded=True)
                done.set()
                return 0
            return sum(bets_after(db, i, player, done) for i in range(20))

    def bets_after(db, number, player, done):
        known = done.is_set()
        pair = (call(player, bet(1)), call(player, bet(1)))
        found = outcomes(db.group(*pair) if number % 2 else db.play(pair[0]))
        assert set(found) <= {"applied", "excluded"}
        return known and "applied" in found

    for _ in range(10):
        player = ledger.player(cash=10_000)
        assert sum(in_threads(12, work, player, threading.Event())) == 0
        assert outcomes(ledger.call(player, bet(1))) == ["excluded"]
        assert ledger.verify(player) == []
