"""What the casino knows, folded from its journal: the same fold while it plays and when it starts again."""

import json
from dataclasses import dataclass, field
from typing import Literal

from app.demo.records import Action, Effect, Heard, Lost, Record, Sent, Told

PAYMENTS = ("deposit", "withdrawal", "cancellation")


@dataclass
class OpenRound:
    integration: str
    game: str
    finish_at: int


@dataclass
class Debt:
    """A rollback that is due: `call` is what it undoes."""

    call: Sent
    due: int
    lost: bool


@dataclass
class Asked:
    """What waits for staff or for the payment provider; `amount` in minor units."""

    kind: Literal["withdrawal", "adjustment"]
    amount: int


@dataclass
class Player:
    """`balance` and `owed` are what our books say; `paid_in`: deposits less what was asked to be paid out.

    `adjusted`: by what staff gave or took, as far as we have heard.
    While a bet is lost, or something asked for may be decided any moment, nobody knows the balance for sure.
    """

    number: int
    brand: str = ""
    currency: str = ""
    id: str = ""
    turn: int = 0
    balance: int = 0
    owed: int = 0
    paid_in: int = 0
    login: str = ""
    sessions: dict[str, str] = field(default_factory=dict[str, str])
    open_rounds: dict[str, OpenRound] = field(default_factory=dict[str, OpenRound])
    debts: list[Debt] = field(default_factory=list[Debt])
    asked: dict[str, Asked] = field(default_factory=dict[str, Asked])
    adjusted: list[str] = field(default_factory=list[str])
    last: tuple[Sent, Told] | None = None

    @property
    def is_certain(self) -> bool:
        return not self.asked and not any(debt.lost for debt in self.debts)


@dataclass
class State:
    seed: int = 0
    token: str = ""
    first_token: str = ""
    surprises: int = 0
    adjustment_asked_at: str = ""
    players: dict[int, Player] = field(default_factory=dict[int, Player])
    waiting: dict[str, Sent] = field(default_factory=dict[str, Sent])

    def player(self, number: int) -> Player:
        return self.players.setdefault(number, Player(number))

    def waiting_for_staff(self, kind: str) -> int:
        """How many of a kind all players together have asked for, and not heard of yet."""
        return sum(
            asked.kind == kind for player in list(self.players.values()) for asked in list(player.asked.values())
        )

    def fold(self, record: Record) -> None:
        """Take one line of the journal in."""
        if record["event"] == "run":
            self.seed, self.token = record["seed"], record["token"]
            self.first_token = self.first_token or record["token"]
        elif record["event"] == "sent":
            self._send(record)
        elif record["event"] == "told":
            self._answered(self.waiting.pop(record["call"]), record)
        elif record["event"] == "heard":
            self._hear(record)
        elif record["event"] == "lost":
            self._lose(self.waiting.pop(record["call"]), record)
        else:
            self.surprises += 1

    def _send(self, sent: Sent) -> None:
        self.waiting[sent["call"]] = sent
        self.player(sent["player"]).turn = sent["turn"]
        if sent["kind"] == "adjustment":
            self.adjustment_asked_at = sent["at"]

    def _hear(self, heard: Heard) -> None:
        player = self.player(heard["player"])
        take_in(player, heard["effects"], is_payment=heard["kind"] == "withdrawal")
        player.asked.pop(heard["id"], None)
        if heard["kind"] == "adjustment" and heard["effects"]:
            player.adjusted.append(heard["id"])

    def _lose(self, sent: Sent, lost: Lost) -> None:
        self.player(sent["player"]).debts.append(Debt(sent, lost["roll_back_at"], lost=True))

    def _answered(self, sent: Sent, told: Told) -> None:
        player = self.player(sent["player"])
        take_in(player, told["effects"], is_payment=sent["kind"] in PAYMENTS)
        took_effect = told["status"] < 300
        if sent["kind"] in ("betwin", "rollback", "finish"):
            player.last = sent, told
        if took_effect:
            note(player, sent, told)
        if sent["kind"] == "rollback":
            targets = {action.get("target") for action in sent.get("actions", [])}
            player.debts = [debt for debt in player.debts if not targets & {each["id"] for each in actions(debt.call)}]


def take_in(player: Player, effects: list[Effect], *, is_payment: bool) -> None:
    moved = sum(effect["moved"] for effect in effects)
    player.balance += moved
    player.owed += sum(effect["owed"] for effect in effects)
    player.paid_in += moved if is_payment else 0


def note(player: Player, sent: Sent, told: Told) -> None:
    """Remember what a call that took effect brought."""
    kind = sent["kind"]
    if kind == "register":
        player.id = json.loads(told["body"])["id"]
        player.brand, player.currency = sent.get("brand", ""), sent.get("currency", "")
    elif kind == "login":
        player.login, player.sessions = json.loads(told["body"])["id"], {}
    elif kind == "launch":
        player.sessions[sent.get("game", "")] = json.loads(told["body"])["id"]
    elif kind in ("withdrawal", "adjustment"):
        player.asked[json.loads(told["body"])["id"]] = Asked(kind, sent.get("amount", 0))
    elif kind == "cancellation":
        player.asked.pop(sent.get("asked", ""))
    elif kind in ("betwin", "rollback", "finish"):
        note_round(player, sent)
    if sent.get("roll_back_at"):
        player.debts.append(Debt(sent, sent.get("roll_back_at", 0), lost=False))


def note_round(player: Player, sent: Sent) -> None:
    """A round stands open until a call settles it."""
    reference = sent.get("round", "")
    if sent["kind"] == "finish" or sent.get("settles"):
        player.open_rounds.pop(reference, None)
    elif sent["kind"] == "betwin":
        player.open_rounds[reference] = OpenRound(
            sent.get("integration", ""), sent.get("game", ""), sent.get("finish_at", sent["turn"])
        )


def actions(sent: Sent) -> list[Action]:
    return sent.get("actions", [])
