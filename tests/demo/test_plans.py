"""Decisions: made by seed, player and turn alone."""

from collections import Counter
from random import Random

import pytest

from app.demo import plans
from app.demo.courier import Delivery
from app.demo.people import newcomer
from app.demo.plans import Mishap
from app.demo.world import Brand, Integration, World


@pytest.fixture
def world():
    brands = (Brand("north", ("EUR", "SEK"), ("SE",)), Brand("south", ("JPY", "KWD"), ("JP",)))
    integrations = {brand.code: Integration(brand.code, brand.code, (b"s", b"t"), ("one", "two")) for brand in brands}
    return World("key", "pretend", brands, integrations, {"EUR": 2, "SEK": 2, "JPY": 0, "KWD": 3})


def plan(world, *, seed=1, number=1, turn=1, trouble=1.0, currency="EUR"):
    return plans.plan(world, seed=seed, number=number, turn=turn, brand="north", currency=currency, trouble=trouble)


def shown(made):
    return (made.game, made.stake, made.at_once, made.asks_balance, made.mishap, made.later, made.chance.getstate())


def test_the_same_seed_player_and_turn_decide_the_same(world):
    first, second = ([shown(plan(world, turn=turn)) for turn in range(50)] for _ in range(2))
    assert first == second


@pytest.mark.parametrize("other", [{"seed": 2}, {"number": 2}, {"turn": 2}])
def test_another_seed_player_or_turn_decides_otherwise(world, other):
    assert shown(plan(world)) != shown(plan(world, **other))


def test_every_mishap_happens_and_none_on_a_quiet_day(world):
    troubled = Counter(plan(world, turn=turn, trouble=5).mishap for turn in range(2000))
    quiet = Counter(plan(world, turn=turn, trouble=0).mishap for turn in range(500))

    assert set(troubled) == set(Mishap)
    assert set(quiet) == {Mishap.NONE}


def test_every_delivery_happens(world):
    chance = Random(1)
    assert {plans.delivery(chance, 5) for _ in range(2000)} == set(Delivery)
    assert {plans.delivery(chance, 0) for _ in range(200)} == {Delivery.PLAIN}


@pytest.mark.parametrize(("currency", "smallest"), [("EUR", 20), ("SEK", 200), ("JPY", 20), ("KWD", 60)])
def test_stakes_are_sensible_in_each_currency(world, currency, smallest):
    stakes = {plan(world, turn=turn, currency=currency).stake for turn in range(300)}

    assert min(stakes) == smallest
    assert all(stake % smallest == 0 for stake in stakes)


def test_newcomers_are_a_mixed_crowd_and_always_the_same(world):
    crowd = [newcomer(world, seed=1, number=number, token="t") for number in range(1, 80)]

    assert crowd == [newcomer(world, seed=1, number=number, token="t") for number in range(1, 80)]
    assert {person.currency for person in crowd} == {"EUR", "SEK", "JPY", "KWD"}
    assert len({person.details["email"] for person in crowd}) == len(crowd)
