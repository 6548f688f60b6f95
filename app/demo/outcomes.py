"""What an answer means for the casino's own books. Pure: request and answer in, effects out."""

import json
from typing import Any

from app.demo.records import Action, Effect, Sent
from app.demo.state import Asked, Player, actions
from app.money import BadAmount, minor_units


def effects_of(sent: Sent, status: int, body: str, player: Player) -> list[Effect]:
    """The effects of a final answer, one for each identifier it settles."""
    if sent["kind"] == "forged":
        return [_effect(action["id"], "absent") for action in actions(sent)]
    if status >= 300:
        return [_effect(action["id"], "refused") for action in actions(sent)]
    if sent["kind"] == "rollback":
        return _rolled_back(sent, json.loads(body), player)
    if sent["kind"] == "withdrawal":
        return [_effect(json.loads(body)["id"], "applied", -sent.get("amount", 0))]
    if sent["kind"] == "cancellation":
        return [_effect(sent.get("asked", ""), "applied", sent.get("amount", 0))]
    return [_effect(action["id"], "applied", _worth(action)) for action in actions(sent)]


def effects_of_end(identifier: str, asked: Asked, state: str) -> list[Effect] | None:
    """What a state means that somebody else brought about; None: it may still end in another."""
    if state in ("paid", "declined"):
        return [_effect(identifier, "applied")] if asked.kind == "withdrawal" else []
    if state in ("rejected", "cancelled", "failed", "applied"):
        return [_effect(identifier, "applied", asked.amount)]
    return None


def told_balance(body: str, exponent: int) -> int | None:
    """The balance in a wallet's answer, in minor units; None when it tells none."""
    try:
        answer = json.loads(body)
        balance: str | None = answer.get("balance") or answer.get("meta", {}).get("balance")
        return None if balance is None else minor_units(balance, exponent)
    except (ValueError, AttributeError, BadAmount):
        return None


def must_succeed(sent: Sent) -> bool:
    """Whether no rule lets the house refuse it: money it owes, or a word about what has happened."""
    if sent["kind"] == "betwin":
        return not any(action["kind"] == "bet" for action in actions(sent))
    return sent["kind"] in ("rollback", "finish", "adjustment") or (
        sent["kind"] == "withdrawal" and not must_fail(sent)
    )


def must_fail(sent: Sent) -> bool:
    """Whether a rule of the house has to refuse it."""
    return sent["kind"] == "forged" or sent.get("bounces", False)


def _rolled_back(sent: Sent, answer: dict[str, Any], player: Player) -> list[Effect]:
    effects: list[Effect] = []
    balance = player.balance
    for action, told in zip(actions(sent), answer["transactions"], strict=True):
        made = _undone(action, arrived=bool(told["id"]), balance=balance)
        balance += sum(effect["moved"] for effect in made)
        effects += made
    return effects


def _undone(action: Action, *, arrived: bool, balance: int) -> list[Effect]:
    """A lost original is settled here too: its rollback tells whether it had arrived."""
    kind = action.get("target_kind", "bet")
    original: Action = {"id": action.get("target", ""), "kind": kind, "amount": action["amount"]}
    if not arrived:
        lost = [_effect(original["id"], "tombstone")] if action.get("lost") else []
        return [*lost, _effect(action["id"], "nothing_to_reverse")]
    lost = [_effect(original["id"], "applied", _worth(original))] if action.get("lost") else []
    back = -_worth(original)
    moved = max(back, -balance)  # what is no longer there the player owes
    return [*lost, _effect(action["id"], "applied", moved, owed=moved - back)]


def _worth(action: Action) -> int:
    return -action["amount"] if action["kind"] == "bet" else action["amount"]


def _effect(identifier: str, outcome: Any, moved: int = 0, owed: int = 0) -> Effect:
    return {"id": identifier, "outcome": outcome, "moved": moved, "owed": owed}
