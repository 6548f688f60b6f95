"""Which games there are: `catalogue.json`, which the bootstrap reads as data too."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from app.demo.games.baccarat import PuntoBanco
from app.demo.games.dice import ThreeDice
from app.demo.games.game import Game
from app.demo.games.reels import Reels
from app.demo.games.roulette import Roulette
from app.demo.games.wheel import Wheel

PATH = Path(__file__).with_name("catalogue.json")


@cache
def games() -> dict[str, Game]:
    """Every game's maths by its code."""
    listed: list[dict[str, Any]] = json.loads(PATH.read_text("utf-8"))["games"]
    return {entry["code"]: game_of(entry["model"], entry["maths"]) for entry in listed}


def game_of(model: str, maths: dict[str, Any]) -> Game:
    return MODELS[model](maths)


def _reels(maths: dict[str, Any]) -> Game:
    shape: dict[str, Any] = {**maths, "strips": tuple(maths["strips"]), "lines": tuple(maths["lines"])}
    return Reels(**shape)


def _wheel(maths: dict[str, Any]) -> Game:
    return Wheel(tuple((stops, multiple) for stops, multiple in maths["segments"]))


MODELS: dict[str, Callable[[dict[str, Any]], Game]] = {
    "reels": _reels,
    "wheel": _wheel,
    "roulette": lambda _: Roulette(),
    "baccarat": lambda _: PuntoBanco(),
    "dice": lambda _: ThreeDice(),
}
