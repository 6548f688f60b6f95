"""`python -m app.demo`: open the casino and let it live until it is told to stop."""

import argparse
import math
import signal
import sys
from pathlib import Path

from app.demo.casino import Casino
from app.demo.journal import Journal
from app.demo.outage import Outage
from app.demo.payer import Payer
from app.demo.world import read


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    journal = Journal(asked.journal)
    world = read(asked.world)
    payer = Payer(world, staff_url=asked.staff_url, hooks_url=asked.wallet_url)
    outage = Outage(sorted(world.integrations)[0], after=asked.outage_after, lasts=asked.outage_lasts)
    casino = Casino(
        world,
        journal,
        staff_url=asked.staff_url,
        wallet_url=asked.wallet_url,
        crowd=asked.players,
        seed=asked.seed,
        pace=asked.pace,
        trouble=asked.trouble,
        outage=outage,
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _, __: casino.close())
    signal.signal(signal.SIGUSR1, lambda _, __: outage.begin())
    payer.open()
    casino.open()
    payer.close()
    journal.close()
    return report(casino)


def parser() -> argparse.ArgumentParser:
    about = "Play on Countroom as a gaming platform would."
    made = argparse.ArgumentParser(prog="python -m app.demo", description=about)
    made.add_argument("--staff-url", required=True, help="where the JSON API answers")
    made.add_argument("--wallet-url", required=True, help="where the game-provider wallet answers")
    made.add_argument("--world", type=Path, required=True, help="keys and secrets, as the demo wrote them")
    made.add_argument("--journal", type=Path, required=True, help="where the casino keeps its own books")
    made.add_argument("--players", type=int, default=40, help="how many come in the end")
    made.add_argument("--seed", type=int, default=1, help="the same seed decides the same")
    made.add_argument("--pace", type=float, default=20.0, help="rounds a second, of all players together")
    made.add_argument("--trouble", type=float, default=1.0, help="how often things go wrong; 0: never")
    made.add_argument(
        "--outage-after", type=float, default=math.inf, help="seconds until a game provider goes away; or SIGUSR1"
    )
    made.add_argument("--outage-lasts", type=float, default=60.0, help="seconds, and as long it storms with retries")
    return made


def report(casino: Casino) -> int:
    """Say on standard error what went against the casino's own books."""
    surprises = casino.courier.journal.state.surprises
    if surprises:
        print(f"The casino was surprised {surprises} times: ask “./countroom ledger reconcile”.", file=sys.stderr)
    if casino.failure is not None:
        raise casino.failure
    return 1 if surprises else 0


if __name__ == "__main__":
    raise SystemExit(main())
