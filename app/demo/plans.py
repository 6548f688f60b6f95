"""What a player does in a turn, decided by seed, player and turn alone: any run can be played again."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeVar

from app.demo.courier import Delivery
from app.demo.games.game import STAKE_STEP
from app.demo.world import Integration, World

T = TypeVar("T")

# What the smallest stake is worth, in steps: one currency's minor unit is not another's.
COINS = {"SEK": 10, "JPY": 1, "KWD": 3}
STAKES = (1, 2, 5, 10, 25, 50)
HABITS = (30, 30, 20, 12, 6, 2)


class Mishap(StrEnum):
    """What goes wrong in a round. Nothing, mostly."""

    NONE = "none"
    LOST_AND_ROLLED_BACK = "the answer to a bet is lost, its rollback follows at once"
    ROLLED_BACK_LATE = "the answer to a bet is lost, its rollback comes turns later"
    ROLLED_BACK_BEFORE = "a rollback overtakes its bet"
    WIN_TAKEN_BACK = "a win is rolled back, when it may be spent"
    LEFT_OPEN = "a round stays open for a while"
    FORGED = "a call with a wrong signature comes first"
    REPEATED = "the last call comes once more, much later"


MISHAPS = {
    Mishap.LOST_AND_ROLLED_BACK: 10,
    Mishap.ROLLED_BACK_LATE: 8,
    Mishap.ROLLED_BACK_BEFORE: 6,
    Mishap.WIN_TAKEN_BACK: 8,
    Mishap.LEFT_OPEN: 10,
    Mishap.FORGED: 3,
    Mishap.REPEATED: 10,
}  # in 1000 rounds
DELIVERIES = {Delivery.DROPPED: 25, Delivery.TWICE: 20, Delivery.STORM: 3}  # in 1000 calls


@dataclass(frozen=True)
class Plan:
    """`chance` goes on to play the game itself. `later`: how many turns off a late thing is."""

    integration: Integration
    game: str
    stake: int
    at_once: bool  # bet and win told in one call
    asks_balance: bool
    mishap: Mishap
    later: int
    chance: Random


def plan(world: World, *, seed: int, number: int, turn: int, brand: str, currency: str, trouble: float) -> Plan:
    """`trouble` multiplies how often things go wrong; 0 is a quiet day."""
    chance = Random(f"{seed} player {number} turn {turn}")
    integration, game = _favourite(world, brand, seed, number, turn)
    return Plan(
        integration=integration,
        game=game,
        stake=coin(currency) * chance.choices(STAKES, HABITS)[0],
        at_once=chance.random() < 0.5,
        asks_balance=chance.random() < 0.1,
        mishap=_drawn(MISHAPS, chance, trouble) or Mishap.NONE,
        later=chance.randint(2, 12),
        chance=chance,
    )


def coin(currency: str) -> int:
    """The smallest stake, in minor units."""
    return STAKE_STEP * COINS.get(currency, 1)


def delivery(chance: Random, trouble: float) -> Delivery:
    """How one call travels."""
    return _drawn(DELIVERIES, chance, trouble) or Delivery.PLAIN


def _favourite(world: World, brand: str, seed: int, number: int, turn: int) -> tuple[Integration, str]:
    """Players stay at a game for some twenty turns."""
    return Random(f"{seed} player {number} taste {turn // 20}").choice(world.offers(brand))


def _drawn(weights: dict[T, int], chance: Random, trouble: float) -> T | None:
    at = chance.random() * 1000
    for thing, weight in weights.items():
        at -= weight * trouble
        if at < 0:
            return thing
    return None
