"""Every figure of a report, defined as data: a name, a sentence, a version, and the sums that it is made of.

A definition that changes gets a higher version, so that a report says by which it was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

VERSION = 1  # of the definitions as a whole: it rises when any of them does


class Unit(StrEnum):
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"


class Basis(StrEnum):
    """When what happened counts, as a sentence."""

    SETTLED = "Counts when the round is settled, with all that was played in it; what comes later, when it comes."
    POSTED = "Counts when it happened; a rollback when it came."
    STANDING = "What stands at that moment: the sum of everything before it."
    REGISTERED = "Counts when the player was registered."


@dataclass(frozen=True)
class Figure:
    """`terms`: which sums it is made of, and how often each counts. A share has what it is divided by in `over`, and in
    `parts` what the two are called; both are told in the currency's minor units times `scale`.

    `by_game`: whether it can be told of a provider or a game.
    """

    id: str
    name: str
    formula: str
    unit: Unit
    basis: Basis
    terms: Mapping[str, int]
    over: Mapping[str, int] = field(default_factory=dict[str, int])
    by_game: bool = True
    parts: tuple[str, str] = ("", "")
    scale: int = 1
    version: int = 1

    def of(self, sums: Mapping[str, int]) -> int | Fraction | None:
        """Its value: minor units, a count, or a share; None where there is nothing to divide by."""
        above = _weighed(self.terms, sums)
        if self.unit is not Unit.SHARE:
            return above
        below = _weighed(self.over, sums)
        return Fraction(above, below) if below else None

    @property
    def is_told_in_one(self) -> bool:
        """Whether sums of several currencies come to it, each at the rate of its day. What stands gains and loses with
        the rates though nothing moves, and who plays in two currencies is one player."""
        return self.basis is not Basis.STANDING and self.id != "actives"


def _weighed(terms: Mapping[str, int], sums: Mapping[str, int]) -> int:
    weighed = 0
    for name, weight in terms.items():  # a month has a thousand of these
        weighed += weight * sums.get(name, 0)
    return weighed


MONEY, COUNT, SHARE = Unit.MONEY, Unit.COUNT, Unit.SHARE
SETTLED, POSTED, STANDING = Basis.SETTLED, Basis.POSTED, Basis.STANDING

STAKES = {"settled_stake_cash": 1, "settled_stake_bonus": 1}
WINS = {"settled_win_cash": 1, "settled_win_bonus": 1}
GGR_CASH = {"settled_stake_cash": 1, "settled_win_cash": -1}
OPEN_ROUNDS = {"stake_cash": 1, "settled_stake_cash": -1, "win_cash": -1, "settled_win_cash": 1}
PPM = 1_000_000  # the catalogue tells a game's return in parts per million

PLAY = (
    Figure(
        "turnover_cash",
        "Turnover, cash",
        "What players staked from cash in settled rounds, less what was rolled back.",
        MONEY,
        SETTLED,
        {"settled_stake_cash": 1},
    ),
    Figure(
        "turnover_bonus",
        "Turnover, bonus",
        "What players staked from bonus in settled rounds, less what was rolled back.",
        MONEY,
        SETTLED,
        {"settled_stake_bonus": 1},
    ),
    Figure(
        "ggr_settled",
        "GGR, settled",
        "Stakes less wins of settled rounds, cash and bonus together. For key figures.",
        MONEY,
        SETTLED,
        {**STAKES, "settled_win_cash": -1, "settled_win_bonus": -1},
    ),
    Figure(
        "ggr_transaction",
        "GGR, transaction",
        "Stakes less wins as they were posted, cash and bonus together. For the books. It differs from the settled one "
        "by the change of what stands in open rounds.",
        MONEY,
        POSTED,
        {"stake_cash": 1, "stake_bonus": 1, "win_cash": -1, "win_bonus": -1},
    ),
    Figure(
        "bonus_cost",
        "Bonus cost",
        "What was credited to cash and no round won (free rounds, tournaments, prizes), less what was taken back. Not "
        "the face value of what was granted.",
        MONEY,
        POSTED,
        {"credit_cash": 1},
    ),
    Figure(
        "ngr1",
        "NGR1",
        "GGR from cash, settled, less bonus cost. A lost bonus stake is no income: nobody paid it.",
        MONEY,
        SETTLED,
        {**GGR_CASH, "credit_cash": -1},
    ),
    Figure(
        "rtp_actual",
        "RTP, actual",
        "Wins over stakes of settled rounds, cash and bonus together.",
        SHARE,
        SETTLED,
        WINS,
        STAKES,
        parts=("Wins", "Stakes"),
    ),
    Figure(
        "rtp_theoretical",
        "RTP, theoretical",
        "What the games played would return by the catalogue: each game’s theoretical RTP, weighed by its stakes in "
        "settled rounds.",
        SHARE,
        SETTLED,
        {"expected_win_ppm": 1},
        {"expected_of": PPM},
        parts=("Expected wins", "Stakes"),
        scale=PPM,
    ),
    Figure(
        "rounds",
        "Rounds",
        "Rounds that were settled, less those that a rollback opened again.",
        COUNT,
        SETTLED,
        {"rounds": 1},
    ),
)

PAYMENTS = (
    Figure(
        "liability_opening",
        "Liability, opening",
        "What players held when the interval began: cash, pending withdrawals, and cash that stood in open rounds.",
        MONEY,
        STANDING,
        {"liability_before": 1},
        by_game=False,
    ),
    Figure(
        "deposits",
        "Deposits",
        "Captured deposits that were credited to cash.",
        MONEY,
        POSTED,
        {"deposit": 1},
        by_game=False,
    ),
    Figure(
        "withdrawals_paid",
        "Withdrawals paid",
        "Withdrawals that the payment provider paid out.",
        MONEY,
        POSTED,
        {"withdrawal": 1},
        by_game=False,
    ),
    Figure(
        "ggr_cash",
        "GGR, cash",
        "Stakes from cash less wins to cash of settled rounds.",
        MONEY,
        SETTLED,
        GGR_CASH,
    ),
    Figure(
        "credits",
        "Credits",
        "What was credited to cash and no round won, less what was taken back.",
        MONEY,
        POSTED,
        {"credit_cash": 1},
    ),
    Figure(
        "adjustments",
        "Adjustments",
        "What staff credited to cash, less what they debited.",
        MONEY,
        POSTED,
        {"adjustment_cash": 1},
        by_game=False,
    ),
    Figure(
        "other_changes",
        "Other changes",
        "Cash that came with players from another platform, and rolled-back wins that were spent already and became "
        "debts, less debts paid from cash.",
        MONEY,
        POSTED,
        {"opening_cash": 1, "debt_cash": 1, "recovered": -1},
        by_game=False,
    ),
    Figure(
        "liability_closing",
        "Liability, closing",
        "What players held when the interval ended: cash, pending withdrawals, and cash that stood in open rounds. The "
        "opening one, plus deposits, less withdrawals paid, less GGR from cash, plus credits, adjustments, others.",
        MONEY,
        STANDING,
        {"liability_before": 1, "held_cash": 1, **OPEN_ROUNDS},
        by_game=False,
    ),
    Figure(
        "net_cash",
        "Net cash",
        "Deposits captured, those owed back too, less withdrawals paid. Cash flow, not revenue.",
        MONEY,
        POSTED,
        {"deposit": 1, "deposit_diverted": 1, "withdrawal": -1},
        by_game=False,
    ),
)

PLAYERS = (
    Figure(
        "registrations",
        "Registrations",
        "Players who were registered. A player has no currency until there is a wallet.",
        COUNT,
        Basis.REGISTERED,
        {"registrations": 1},
        by_game=False,
    ),
    Figure(
        "first_deposits",
        "First deposits",
        "Players whose first captured deposit ever falls into the interval.",
        COUNT,
        POSTED,
        {"first_deposits": 1},
        by_game=False,
    ),
    Figure(
        "first_deposits_amount",
        "First deposits, amount",
        "What those first deposits came to.",
        MONEY,
        POSTED,
        {"first_deposits_amount": 1},
        by_game=False,
    ),
    Figure(
        "actives",
        "Active players",
        "Players with a stake from cash, in a game on a gaming day, that a settled round left standing; each once, "
        "however often.",
        COUNT,
        SETTLED,
        {"actives": 1},
    ),
    Figure(
        "bonus_balances",
        "Bonus balances",
        "What players held in bonus when the interval ended. Shown apart: it is no liability until it is won.",
        MONEY,
        STANDING,
        {"bonus_before": 1, "held_bonus": 1},
        by_game=False,
    ),
)

SECTIONS: Mapping[str, tuple[Figure, ...]] = {"play": PLAY, "money": PAYMENTS, "players": PLAYERS}
FIGURES: Mapping[str, Figure] = {figure.id: figure for section in SECTIONS.values() for figure in section}
