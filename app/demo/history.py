"""`python -m app.demo.history`: a month of a casino's life as a file that `./countroom import history` takes."""

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from app.demo.lives import Life
from app.demo.people import newcomer
from app.demo.world import World, read

DAYS = 30
TOKEN = "history"  # noqa: S105 - keeps the mailboxes apart from those who come alive


def write(path: Path, world: World, *, players: int, seed: int, until: datetime, days: int = DAYS) -> None:
    """The same arguments write the same bytes. The file stands whole or not at all."""
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        brands = [brand.code for brand in world.brands]
        file.write(json.dumps({"type": "history", "version": 1, "brands": brands}) + "\n")
        for number in range(1, players + 1):
            file.writelines(lines(world, number, seed=seed, until=until, days=days))
    draft.replace(path)


def lines(world: World, number: int, *, seed: int, until: datetime, days: int) -> Iterator[str]:
    """Everything one player did, from registration to the closing balance."""
    person = newcomer(world, seed=seed, number=number, token=f"{TOKEN}{seed}")
    chance = Random(f"{seed} history {number}")
    life = Life(
        world, person, name=f"{TOKEN}{seed}-{number}", chance=chance, since=until - timedelta(days=days), until=until
    )
    life.live()
    return iter(life.lines)


def this_minute() -> datetime:
    """When it began, in UTC: those who come alive go on from there."""
    return datetime.now(UTC).replace(second=0, microsecond=0)


def main(arguments: list[str] | None = None) -> int:
    made = argparse.ArgumentParser(prog="python -m app.demo.history", description="Write a month of history.")
    made.add_argument("file", type=Path)
    made.add_argument(
        "--world", type=Path, required=True, help="brands, integrations and games, as the demo wrote them"
    )
    made.add_argument("--players", type=int, default=2000)
    made.add_argument("--days", type=int, default=DAYS)
    made.add_argument("--seed", type=int, default=1, help="the same seed lives the same lives")
    made.add_argument("--until", type=datetime.fromisoformat, default=this_minute(), help="when it ends, with its zone")
    asked = made.parse_args(arguments)
    write(asked.file, read(asked.world), players=asked.players, seed=asked.seed, until=asked.until, days=asked.days)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
