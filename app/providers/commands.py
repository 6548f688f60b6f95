"""What any game provider may ask of the wallet. Amounts are whole minor units, always positive.

`op_class` says in which space an external id is unique for ever: “play” for dialects that number everything from
one sequence, the name of the kind for those that use an id again for another kind.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bet:
    """Take the stake of a round."""

    external_id: str
    amount: int
    op_class: str = "play"


@dataclass(frozen=True, slots=True)
class Win:
    """Pay what a round won."""

    external_id: str
    amount: int
    op_class: str = "play"


@dataclass(frozen=True, slots=True)
class PromoCredit:
    """Pay what no round won: a tournament, a jackpot drop, a prize."""

    external_id: str
    amount: int
    op_class: str = "play"


@dataclass(frozen=True, slots=True)
class Rollback:
    """Undo the action the provider called `target_id`, whether or not it ever came."""

    external_id: str
    target_id: str
    op_class: str = "play"
    target_class: str = "play"


Action = Bet | Win | PromoCredit | Rollback


@dataclass(frozen=True, slots=True)
class Balance:
    """Tell what the player has to play with."""

    player_ref: str
    currency: str
    game_code: str
    session_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Actions of one round, all in their order or none. `settles`: no more will come for the round."""

    player_ref: str
    currency: str
    game_code: str
    round_ref: str
    actions: tuple[Action, ...]
    settles: bool = False
    session_ref: str | None = None


@dataclass(frozen=True, slots=True)
class FinishRound:
    """Settle a round whose last batch did not."""

    player_ref: str
    currency: str
    round_ref: str
    session_ref: str | None = None


Command = Balance | Batch | FinishRound
