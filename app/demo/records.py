"""The lines of the casino's journal. Amounts are whole minor units; `moved` is what a player's purses gained."""

from typing import Literal, NotRequired, TypedDict


class Action(TypedDict):
    """A rollback carries the kind and amount of what it undoes; `lost`: nobody knows whether that ever arrived."""

    id: str
    kind: Literal["bet", "win", "rollback", "deposit"]
    amount: int
    target: NotRequired[str]
    target_kind: NotRequired[Literal["bet", "win"]]
    lost: NotRequired[bool]


class Effect(TypedDict):
    """What one identifier is known to have done. `owed`: what a rolled-back win left the player owing."""

    id: str
    outcome: Literal["applied", "refused", "nothing_to_reverse", "tombstone", "absent"]
    moved: int
    owed: int


class Run(TypedDict):
    """A start of the casino; `token` begins every identifier it gives, so that none is used twice."""

    event: Literal["run"]
    at: str
    token: str
    seed: int


class Sent(TypedDict):
    """Written before the request leaves: whatever happens then, the next run knows what to ask again."""

    event: Literal["sent"]
    at: str
    call: str
    player: int
    turn: int
    kind: Literal[
        "register",
        "login",
        "logout",
        "launch",
        "deposit",
        "withdrawal",
        "cancellation",
        "adjustment",
        "balance",
        "betwin",
        "rollback",
        "finish",
        "forged",
    ]
    path: str
    body: str
    integration: NotRequired[str]  # wallet calls only: it says whose secret signs
    game: NotRequired[str]
    round: NotRequired[str]
    settles: NotRequired[bool]
    finish_at: NotRequired[int]  # the turn in which a round left open is finished
    roll_back_at: NotRequired[int]  # the turn in which the wins of this call are taken back
    actions: NotRequired[list[Action]]
    amount: NotRequired[int]  # of a withdrawal, its cancellation, or an adjustment
    asked: NotRequired[str]  # the withdrawal that a cancellation takes back, by the house's name for it
    bounces: NotRequired[bool]  # a rule of the house must refuse it
    brand: NotRequired[str]
    currency: NotRequired[str]


class Told(TypedDict):
    """What a request was answered in the end."""

    event: Literal["told"]
    at: str
    call: str
    status: int
    body: str
    effects: list[Effect]


class Heard(TypedDict):
    """What staff or the payment provider brought about: the house was asked, and nothing hung on the asking."""

    event: Literal["heard"]
    at: str
    player: int
    kind: Literal["withdrawal", "adjustment"]
    id: str
    state: str
    effects: list[Effect]


class Lost(TypedDict):
    """The connection broke and nobody asks again: a rollback is due in turn `roll_back_at`."""

    event: Literal["lost"]
    at: str
    call: str
    roll_back_at: int


class Surprise(TypedDict):
    """The answer was not the one the casino's own books expected."""

    event: Literal["surprise"]
    at: str
    call: str
    expected: str
    told: str


Record = Run | Sent | Told | Heard | Lost | Surprise
