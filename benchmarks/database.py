"""`./countroom bench ledger`: the ledger's functions under pgbench against a bare one-row update, all in one run.

Contenders take turns, and a ratio is the median of the ratios of each round: the machine's mood cancels out. Durability
is PostgreSQL's default: nothing is told before it is on disk. The last line is one JSON object.
"""

import argparse
import json
from statistics import median

from benchmarks import house, pgbench

NAMES = {
    "update": "bare one-row update",
    "bet": "one bet",
    "both": "bet and win in one call",
    "group": f"groups of {pgbench.GROUP} bets (bets a second)",
}
SCRIPTS = {"update": pgbench.UPDATE, "bet": pgbench.BET, "both": pgbench.BET_AND_WIN, "group": pgbench.GROUP_OF_50}
ROUND = ("update", "bet", "both", "group")
Rates = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(prog="countroom bench ledger", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="turns each contender takes (7)")
    parser.add_argument("--seconds", type=int, default=3, help="how long a turn lasts (3)")
    options = parser.parse_args()
    with house.standing() as built:
        pgbench.prepare(built.server)
        _round(built, options.seconds)  # does not count: after it every page has been written once since the checkpoint
        rounds = [_round(built, options.seconds) for _ in range(options.rounds)]
    report(rounds)


def report(rounds: list[Rates]) -> None:
    """Print rates and ratios for people, and the ratios once more for programs."""
    for key, name in NAMES.items():
        rates = [rates[key] for rates in rounds]
        print(f"{name:<40}{median(rates):>9,.0f} a second   rounds: {', '.join(f'{rate:,.0f}' for rate in rates)}")
    print(json.dumps({
        "bet_to_update": ratio(rounds, "bet", "update"),
        "bet_and_win_to_update": ratio(rounds, "both", "update"),
        "group50_to_single": ratio(rounds, "group", "bet"),
    }))  # fmt: skip


def ratio(rounds: list[Rates], one: str, other: str) -> float:
    """The median over all rounds of how much one contender reached for what the other did."""
    return round(median(rates[one] / rates[other] for rates in rounds), 3)


def _round(built: house.House, seconds: int) -> Rates:
    rates = {key: pgbench.rate(built.server, SCRIPTS[key], seconds) for key in ROUND}
    return rates | {"group": pgbench.GROUP * rates["group"]}


if __name__ == "__main__":
    main()
