"""What the journal folded to, up to some byte of it: a casino of many days opens as quickly as a new one."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.demo.state import Asked, Debt, OpenRound, Player, State


def save(journal: Path, state: State, offset: int) -> None:
    """Replace the snapshot beside the journal, whole."""
    fresh = _beside(journal).with_suffix(".new")
    fresh.write_text(json.dumps({"offset": offset, "state": asdict(state)}), "utf-8")
    fresh.replace(_beside(journal))


def load(journal: Path, token: str) -> tuple[State, int]:
    """State and offset to read on from; a fresh state and 0 unless the snapshot is of the journal begun by `token`."""
    try:
        kept: dict[str, Any] = json.loads(_beside(journal).read_text("utf-8"))
    except (OSError, ValueError):
        return State(), 0
    if kept["state"]["first_token"] != token or kept["offset"] > journal.stat().st_size:
        return State(), 0
    return _state(kept["state"]), kept["offset"]


def _state(kept: dict[str, Any]) -> State:
    players = {int(number): _player(player) for number, player in kept["players"].items()}
    values: dict[str, Any] = {**kept, "players": players}
    return State(**values)


def _player(kept: dict[str, Any]) -> Player:
    nested: dict[str, Any] = {
        "open_rounds": {reference: OpenRound(**each) for reference, each in kept["open_rounds"].items()},
        "asked": {name: Asked(**each) for name, each in kept.get("asked", {}).items()},
        "debts": [Debt(**each) for each in kept["debts"]],
        "last": kept["last"] and tuple(kept["last"]),
    }
    values: dict[str, Any] = {**kept, **nested}
    return Player(**values)


def _beside(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}.snapshot")
