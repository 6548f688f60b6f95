"""What the casino knows, folded from its journal: the same fold while it plays and when it starts again."""

import json
from dataclasses import dataclass, field

from app.demo.records import Action, Lost, Record, Sent, Told


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
class Player:
    """`balance` and `owed` are what our books say; while a bet is lost nobody knows the balance for sure."""

    number: int
    brand: str = ""
    currency: str = ""
    id: str = ""
    turn: int = 0
    balance: int = 0
    owed: int = 0
    login: str = ""
    sessions: dict[str, str] = field(default_factory=dict[str, str])
    open_rounds: dict[str, OpenRound] = field(default_factory=dict[str, OpenRound])
    debts: list[Debt] = field(default_factory=list[Debt])
    last: tuple[Sent, Told] | None = None

    @property
    def is_certain(self) -> bool:
        return not any(debt.lost for debt in self.debts)


@dataclass
class State:
    seed: int = 0
    token: str = ""
    first_token: str = ""
    surprises: int = 0
    players: dict[int, Player] = field(default_factory=dict[int, Player])
    waiting: dict[str, Sent] = field(default_factory=dict[str, Sent])

    def player(self, number: int) -> Player:
        return self.players.setdefault(number, Player(number))

    def fold(self, record: Record) -> None:
        """Take one line of the journal in."""
        if record["event"] == "run":
            self.seed, self.token = record["seed"], record["token"]
            self.first_token = self.first_token or record["token"]
        elif record["event"] == "sent":
            self.waiting[record["call"]] = record
            self.player(record["player"]).turn = record["turn"]
        elif record["event"] == "told":
            self._answered(self.waiting.pop(record["call"]), record)
        elif record["event"] == "lost":
            self._lose(self.waiting.pop(record["call"]), record)
        else:
            self.surprises += 1

    def _lose(self, sent: Sent, lost: Lost) -> None:
        self.player(sent["player"]).debts.append(Debt(sent, lost["roll_back_at"], lost=True))

    def _answered(self, sent: Sent, told: Told) -> None:
        player = self.player(sent["player"])
        player.balance += sum(effect["moved"] for effect in told["effects"])
        player.owed += sum(effect["owed"] for effect in told["effects"])
        took_effect = told["status"] < 300
        if sent["kind"] in ("betwin", "rollback", "finish"):
            player.last = sent, told
        if took_effect:
            note(player, sent, told)
        if sent["kind"] == "rollback":
            targets = {action.get("target") for action in sent.get("actions", [])}
            player.debts = [debt for debt in player.debts if not targets & {each["id"] for each in actions(debt.call)}]


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
