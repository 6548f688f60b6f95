"""The demo's month: the same for a seed, at the games' odds, and in the ledger without a difference."""

import json
from collections import Counter, defaultdict
from datetime import UTC, datetime
from statistics import NormalDist

import pytest

from app.demo import catalogue, history
from app.demo.world import read
from app.services import demo_data

UNTIL = datetime(2026, 3, 31, tzinfo=UTC)
LIKELY = NormalDist().inv_cdf(1 - 1e-6)


@pytest.fixture
def world(app, house):
    with app.app_context():
        return read(demo_data.prepare().path)


@pytest.fixture
def month(world, tmp_path):
    def month(players, *, seed=1, name="month.ndjson"):
        history.write(tmp_path / name, world, players=players, seed=seed, until=UNTIL)
        return tmp_path / name

    return month


def test_the_same_seed_writes_the_same_file_and_another_does_not(month):
    first, again, other = month(12), month(12, name="again"), month(12, seed=2, name="other")
    assert first.read_bytes() == again.read_bytes() != other.read_bytes()


def test_it_enters_without_a_fault_or_a_difference(month, bring_in, verified, owner):
    outcome = bring_in(month(30))
    assert (outcome.faults, outcome.players, outcome.is_clean) == ([], {"entered": 30}, True)
    assert outcome.transfers > 3_000
    assert len(outcome.parity) == 6  # every brand in every currency
    days = owner.execute(
        "select count(distinct occurred_at::date), min(occurred_at), max(occurred_at) from ledger.call"
    )
    count, first, last = days.fetchone()
    assert count > 20
    assert datetime(2026, 3, 1, tzinfo=UTC) <= first < last < datetime(2026, 4, 1, tzinfo=UTC)
    assert owner.execute("select count(distinct state) from withdrawal").fetchone()[0] >= 2
    assert verified() == []


def test_games_return_what_their_maths_says(month):
    """By rounds of one stake: the mean return lies as near to the maths as chance allows one time in a million."""
    staked, won = defaultdict(Counter), defaultdict(Counter)
    for line in map(json.loads, month(150).read_text().splitlines()[1:]):
        if line["type"] in ("bet", "win"):
            game, place = line["game"], (line["integration"], line["round"])
            (staked if line["type"] == "bet" else won)[game][place] += line["amount"]
    for code, game in catalogue.games().items():
        returns = [won[code][place] / stake for place, stake in staked[code].items()]
        mean = sum(returns) / len(returns)
        spread = (sum((each - mean) ** 2 for each in returns) / len(returns) ** 2) ** 0.5
        assert abs(mean - float(game.theoretical_rtp)) < LIKELY * spread, code
        assert len(returns) > 1_000
