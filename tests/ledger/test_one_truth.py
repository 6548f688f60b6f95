"""A call leaves the same rows whichever way it goes: alone with plain arguments, with arrays, or in a group."""

import random

import pytest

from tests.ledger.book import GAME, bet, call, key, win

# What differs between two players by nature: who, when, under which ids.
OWN = {"player_id", "call_id", "round_id", "external_id", "request_id", "reverses", "digest", "xid"}
OWN |= {"occurred_at", "recorded_at", "opened_at", "last_at", "account_id"}
ALONE = """
    select * from ledger.wallet_action(null, %s, %s, %s, %s, %s, %s::ledger.stake_order, %s, null, %s::ledger.kind,
                                       'play', %s, %s, %s::ledger.purse)
"""


def plainly(ledger, made):
    (action,) = made["actions"]
    return ledger.all(
        ALONE, GAME, made["player_id"], made["currency"], made["game_id"], made["round_ref"], made.get("stake_order"),
        made.get("settle", False), action["kind"], action["external_id"], action["amount"], action.get("purse"),
    )  # fmt: skip


def with_arrays(ledger, made):
    return ledger.play(made)


def in_a_group(ledger, made):
    return ledger.group(made)


def in_a_crowd(ledger, made):
    """Beside a second call of the same wallet the group's short way is closed."""
    nothing = call(made["player_id"], {"kind": "finish", "external_id": key()}, round_ref="never opened")
    return ledger.group(made, nothing)[:1]


WAYS = (plainly, with_arrays, in_a_group, in_a_crowd)


def script(seed):
    """Bets, wins and promos over few rounds: refused, free, settled, late, of both purses, out of rounds."""
    rng = random.Random(seed)
    for _ in range(40):
        kind = rng.choice(["bet", "bet", "bet", "win", "win", "promo"])
        more = {"purse": rng.choice([None, None, "cash", "bonus"])} if kind != "bet" else {}
        amount = rng.choice([0, 1, 7, 60, 333])
        made = {"round_ref": rng.choice(["a", "b", "c", ""]), "settle": rng.random() < 0.2}
        made["stake_order"] = rng.choice([None, "cash_first", "bonus_first", "cash_only"])
        yield {"kind": kind, "amount": amount, "op_class": "play", **more}, made


def footprint(ledger, player):
    """All that a player's calls left, without what is one's own."""
    tables = {
        "call": "recorded_at, call_id",
        "transfer": "recorded_at, call_id, line",
        "round": "round_ref",
        "account": "purse",
    }
    left = {}
    for table, order in tables.items():
        rows = ledger.all(f"select * from ledger.{table} where player_id = %s order by {order}", player)
        left[table] = [shared(row) for row in rows]
    # An account is named by its purse here, so that the legs of two players compare.
    return left | {"transfer": legs(ledger, player)}


def shared(row):
    """The row without what is one's own; of the settlement's time only whether there is one."""
    values = {name: value for name, value in row._asdict().items() if name not in OWN and value is not None}
    return tuple((name, name == "settled_at" or value) for name, value in values.items())


def legs(ledger, player):
    return ledger.all(
        "select t.line, t.kind, t.amount, t.from_seq, t.from_after, t.to_seq, t.to_after,"
        " a.purse as source, b.purse as target"
        "  from ledger.transfer t left join ledger.account a on a.account_id = t.from_account"
        "  left join ledger.account b on b.account_id = t.to_account"
        " where t.player_id = %s order by t.recorded_at, t.call_id, t.line",
        player,
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("flags", [{}, {"restricted": True}])
def test_every_way_leaves_the_same_rows(ledger, seed, flags):
    players = {way: ledger.player(cash=200, bonus=150, **flags) for way in WAYS}
    for action, made in script(seed):
        told = {}
        for way, player in players.items():
            (answer,) = way(ledger, call(player, action | {"external_id": key()}, **made))
            told[way] = answer._replace(external_id=None, call_id=None, round_id=None)
        assert len(set(told.values())) == 1, told
    left = [footprint(ledger, player) for player in players.values()]
    for each in left:  # the crowd's company is not part of it
        each["call"] = [row for row in each["call"] if ("kind", "finish") not in row]
    for each in left[1:]:
        assert each == left[0]
    assert [ledger.verify(player) for player in players.values()] == [[]] * len(WAYS)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_repeats_and_refuses_alike(ledger, way):
    player, other = ledger.player(cash=100), ledger.player(cash=100)
    made = call(player, bet(60, op_class="play"))
    (first,) = way(ledger, made)
    (again,) = way(ledger, made)
    assert again == first._replace(replayed=True)
    taken = made["actions"][0]
    (conflict,) = way(ledger, made | {"player_id": other})
    (changed,) = way(ledger, made | {"actions": [taken | {"amount": 61}]})
    assert (conflict.outcome, changed.outcome) == ("conflict", "conflict")
    assert (ledger.wallet(player)["cash"], ledger.wallet(other)["cash"]) == (40, 100)
    assert ledger.verify(player) + ledger.verify(other) == []


def test_plain_and_other_calls_of_a_group_meet(ledger):
    """Replays, refusals and calls of several actions find their answers between the plain ones, in order."""
    rich, poor, busy, twice = (ledger.player(cash=cash) for cash in (100, 1, 100, 100))
    known = call(rich, bet(10))
    ledger.play(known)
    fresh = call(ledger.player(cash=50), bet(50))
    pair = call(busy, bet(30), win(5))
    same = [call(twice, bet(60)), call(twice, bet(60))]
    answers = ledger.group(fresh, known, call(poor, bet(2)), pair, *same)
    assert [(answer.call_no, answer.action_no) for answer in answers] == [
        (1, 1),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 2),
        (5, 1),
        (6, 1),
    ]
    assert [answer.outcome for answer in answers] == [
        "applied", "applied", "insufficient_funds", "applied", "applied", "applied", "insufficient_funds",
    ]  # fmt: skip
    assert [answer.replayed for answer in answers] == [False, True, False, False, False, False, False]
    assert ledger.verify(rich) + ledger.verify(poor) + ledger.verify(busy) + ledger.verify(twice) == []
