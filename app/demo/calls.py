"""The requests a casino makes, as journal records: built once, sent as often as it takes."""

import itertools
import json
from dataclasses import dataclass
from typing import Any, Literal

from app.demo.journal import now
from app.demo.people import Person
from app.demo.records import Action, Sent
from app.demo.state import Debt, Player, actions
from app.money import decimal_text


class Identifiers:
    """Never given twice: a run has its own token."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._numbers = itertools.count(1)

    def next(self) -> str:
        return f"{self._token}-{next(self._numbers)}"


@dataclass(frozen=True)
class Seat:
    """A player at a game, in one turn."""

    player: Player
    turn: int
    integration: str
    game: str
    exponent: int


class Calls:
    """Builds requests with fresh identifiers."""

    def __init__(self, ids: Identifiers) -> None:
        self._ids = ids

    def action(self, kind: Literal["bet", "win"], amount: int) -> Action:
        return {"id": self._ids.next(), "kind": kind, "amount": amount}

    def round(self) -> str:
        return f"r-{self._ids.next()}"

    def betwin(self, seat: Seat, reference: str, moves: list[Action], *, settles: bool) -> Sent:
        body = {
            **_seated(seat),
            "round_id": reference,
            "finished": settles,
            "transactions": [
                {"id_provider": move["id"], "type": move["kind"], "amount": decimal_text(move["amount"], seat.exponent)}
                for move in moves
            ],
        }
        sent = self._wallet(seat, "betwin", body)
        sent.update(round=reference, actions=moves, settles=settles)
        return sent

    def forged(self, seat: Seat, amount: int) -> Sent:
        sent = self.betwin(seat, self.round(), [self.action("bet", amount)], settles=True)
        sent["kind"] = "forged"
        return sent

    def rollback(self, seat: Seat, reference: str, targets: list[Action], *, lost: bool) -> Sent:
        undoing = [self._undoing(target, lost=lost) for target in targets]
        body = {
            **_seated(seat),
            "round_id_provider": reference,
            "finished": True,
            "transactions": [
                {"id_provider": each["id"], "type": "rollback", "original_id_provider": each.get("target")}
                for each in undoing
            ],
        }
        sent = self._wallet(seat, "rollback", body)
        sent.update(round=reference, actions=undoing, settles=True)
        return sent

    def rollback_of(self, seat: Seat, debt: Debt) -> Sent:
        """Of every bet of a lost call, last first; of the wins alone of one that was answered."""
        kind = "bet" if debt.lost else "win"
        targets = [action for action in reversed(actions(debt.call)) if action["kind"] == kind]
        return self.rollback(seat, debt.call.get("round", ""), targets, lost=debt.lost)

    def finish(self, seat: Seat, reference: str) -> Sent:
        body = {key: value for key, value in _seated(seat).items() if key != "game_id"}
        sent = self._wallet(seat, "finish", {**body, "round_id": reference})
        sent.update(round=reference, settles=True)
        return sent

    def balance(self, seat: Seat) -> Sent:
        return self._wallet(seat, "balance", _seated(seat))

    def register(self, player: Player, person: Person) -> Sent:
        sent = self._office(player, "register", "/api/v1/players", person.details)
        sent.update(brand=person.brand, currency=person.currency)
        return sent

    def login(self, player: Player) -> Sent:
        browser = {"ip": f"203.0.113.{player.number % 254 + 1}", "user_agent": "Casino/1.0"}
        return self._office(player, "login", f"/api/v1/players/{player.id}/login-sessions", browser)

    def logout(self, player: Player) -> Sent:
        return self._office(player, "logout", f"/api/v1/login-sessions/{player.login}", {})

    def launch(self, seat: Seat) -> Sent:
        wish = {
            "login_session": seat.player.login,
            "integration": seat.integration,
            "game": seat.game,
            "currency": seat.player.currency,
        }
        sent = self._office(seat.player, "launch", f"/api/v1/players/{seat.player.id}/game-sessions", wish)
        sent["game"] = seat.game
        return sent

    def deposit(self, player: Player, payment_provider: str, amount: int) -> Sent:
        action: Action = {"id": f"dep-{self._ids.next()}", "kind": "deposit", "amount": amount}
        payment = {
            "payment_provider": payment_provider,
            "external_id": action["id"],
            "currency": player.currency,
            "amount_minor": amount,
        }
        sent = self._office(player, "deposit", f"/api/v1/players/{player.id}/deposits", payment)
        sent["actions"] = [action]
        return sent

    def withdrawal(self, player: Player, payment_provider: str, amount: int, *, bounces: bool) -> Sent:
        wish = {"payment_provider": payment_provider, "currency": player.currency, "amount_minor": amount}
        sent = self._office(player, "withdrawal", f"/api/v1/players/{player.id}/withdrawals", wish)
        sent.update(amount=amount, bounces=bounces)
        return sent

    def cancellation(self, player: Player, withdrawal: str) -> Sent:
        sent = self._office(player, "cancellation", f"/api/v1/withdrawals/{withdrawal}/cancellation", {})
        sent.update(amount=player.asked[withdrawal].amount, asked=withdrawal)
        return sent

    def goodwill(self, player: Player, amount: int, why: str) -> Sent:
        wish = {
            "currency": player.currency,
            "purse": "cash",
            "amount_minor": amount,
            "reason": "goodwill",
            "reason_text": why,
        }
        sent = self._office(player, "adjustment", f"/api/v1/players/{player.id}/adjustments", wish)
        sent["amount"] = amount
        return sent

    def _undoing(self, target: Action, *, lost: bool) -> Action:
        return {
            "id": self._ids.next(),
            "kind": "rollback",
            "amount": target["amount"],
            "target": target["id"],
            "target_kind": "win" if target["kind"] == "win" else "bet",
            "lost": lost,
        }

    def _wallet(self, seat: Seat, kind: Any, body: dict[str, Any]) -> Sent:
        sent = self._sent(seat.player, seat.turn, kind, f"/wallet/{seat.integration}/{kind}", body)
        sent.update(integration=seat.integration, game=seat.game)
        return sent

    def _office(self, player: Player, kind: Any, path: str, body: dict[str, Any]) -> Sent:
        return self._sent(player, player.turn, kind, path, body)

    def _sent(self, player: Player, turn: int, kind: Any, path: str, body: dict[str, Any]) -> Sent:
        return {
            "event": "sent",
            "at": now(),
            "call": self._ids.next(),
            "player": player.number,
            "turn": turn,
            "kind": kind,
            "path": path,
            "body": json.dumps(body, separators=(",", ":")),
        }


def _seated(seat: Seat) -> dict[str, Any]:
    return {
        "account_id": seat.player.id,
        "currency": seat.player.currency,
        "game_id": seat.game,
        "session_id": seat.player.sessions.get(seat.game, ""),
    }
