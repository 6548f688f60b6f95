"""`./countroom bench reports`: reports from cells against the same sums out of all calls, and what the cells cost.

The data are those of `bench lists` (`--keep` finds them again). Each report is asked of the calls and of the cells in
turns; the ratio is the median of the rounds, and the least of all reports counts. What the fold costs is measured
beside play: the database's processor time for a call that is added up, and for one that is made. The last line is one
JSON object.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import psycopg

from app.database import embedded, roles
from benchmarks import house, pgbench, servers
from benchmarks.crowd import city

ROUNDS = 3
PLAYED = 4  # seconds of play whose calls are folded
AT_ONCE = 20_000
Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Report:
    """GGR of a year by `keys`, out of every call and out of the cells of a grain; keys first, minor units last."""

    name: str
    keys: str
    grain: str

    @property
    def raw(self) -> str:
        """What players staked less what they won: a rollback is the opposite of what it takes back."""
        return f"""
            select {self.keys}, - sum(cash + bonus - shortfall) from ledger.call
             where kind in ('bet', 'win', 'rollback') and not refused group by {self.keys}
        """  # noqa: S608

    @property
    def rolled(self) -> str:
        return f"""
            select {self.keys}, sum(stake_cash + stake_bonus - win_cash - win_bonus) from report.cell
             where grain = '{self.grain}' group by {self.keys}
        """  # noqa: S608


REPORTS = (
    Report("a year by brand and currency", "brand_id, currency", "day"),
    Report("a year by provider and currency", "integration_id, currency", "detail"),
    Report("a year by game and currency", "game_id, currency", "detail"),
)
# GGR as rounds were settled, by brand, country and currency: every round’s calls in their order.
SETTLED = """
with play as (
  select r.player_id, r.brand_id, r.currency, r.settled, r.stake_cash + r.stake_bonus - r.win_cash - r.win_bonus as own,
         sum(r.stake_cash + r.stake_bonus - r.win_cash - r.win_bonus) over w as so_far,
         coalesce(lag(r.settled) over w, false) as was_settled
    from ledger.round_call r
  window w as (partition by r.player_id, r.currency, r.integration_id, r.round_ref
               order by r.recorded_at, r.settled, r.call_id)
)
select brand_id, currency,
       sum(case when settled then so_far else 0 end - case when was_settled then so_far - own else 0 end)
  from play group by 1, 2
"""
SETTLED_CELLS = """
select brand_id, currency, sum(settled_stake_cash + settled_stake_bonus - settled_win_cash - settled_win_bonus)
  from report.cell where grain = 'day' group by 1, 2
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="countroom bench reports", description=__doc__)
    parser.add_argument("--transfers", type=int, default=10_000_000, help="how many (10,000,000)")
    parser.add_argument("--players", type=int, default=0, help="how many (a tenth of the transfers)")
    parser.add_argument("--keep", type=Path, help="a folder to keep the data in, found again by the next run")
    options = parser.parse_args()
    players = options.players or options.transfers // 10
    with city.standing(options.keep, players=players, transfers=options.transfers) as (server, _):
        told = measured(server)
    print(json.dumps(told | fold()))


def measured(server: embedded.Server) -> dict[str, float]:
    """The least ratio of all reports, and by how much any of them differs."""
    with psycopg.connect(server.url(roles.OWNER), autocommit=True) as owner:
        owner.execute("set work_mem = '256MB'")
        ratios, differences = zip(*(compare(owner, each) for each in REPORTS), strict=True)
        settled = _difference(_asked(owner, SETTLED)[1], _asked(owner, SETTLED_CELLS)[1])
    print(f"{'a year as rounds were settled':<34}difference {settled}", flush=True)
    return {"rollup_to_raw": round(min(ratios), 1), "difference_minor": sum(differences) + settled}


def compare(owner: psycopg.Connection[tuple[object, ...]], report: Report) -> tuple[float, int]:
    """How many times as long the calls take as the cells, and by how much the two tables differ."""
    _asked(owner, report.rolled)
    rounds = [(_asked(owner, report.raw), _asked(owner, report.rolled)) for _ in range(ROUNDS)]
    raw, rolled = (median(turn[n][0] for turn in rounds) for n in (0, 1))
    ratio = median(first[0] / second[0] for first, second in rounds)
    difference = _difference(rounds[-1][0][1], rounds[-1][1][1])
    line = f"raw {raw * 1000:>9,.0f} ms   cells {rolled * 1000:>7.1f} ms   {ratio:>7.0f}x   difference {difference}"
    print(f"{report.name:<34}{line}", flush=True)
    return ratio, difference


def fold() -> dict[str, float]:
    """What adding up costs beside play that goes as fast as the database lets it."""
    with house.standing() as built:
        parent = built.server.process.pid if built.server.process else 0
        with psycopg.connect(built.server.url(roles.OWNER), autocommit=True) as owner:
            while _folded(owner):
                pass
            before = servers.processor_seconds_of_all(parent)
            rate = pgbench.GROUP * pgbench.rate(built.server, pgbench.GROUP_OF_50, PLAYED)
            made, calls = servers.processor_seconds_of_all(parent) - before, 0
            before = servers.processor_seconds_of_all(parent)
            while folded := _folded(owner):
                calls += folded
            spent = servers.processor_seconds_of_all(parent) - before
    costs = {"call_us": 1e6 * made / calls, "fold_us": 1e6 * spent / calls}
    print(f"{calls:,} calls at {rate:,.0f} a second: {costs['call_us']:.0f} µs each, {costs['fold_us']:.1f} to add up")
    return {name: round(cost, 1) for name, cost in costs.items()} | {"fold_to_call": round(spent / made, 3)}


def _folded(owner: psycopg.Connection[tuple[object, ...]]) -> int:
    row = owner.execute("select report.fold_calls(%s)", [AT_ONCE]).fetchone()
    return int(str(row[0])) if row else 0


def _asked(owner: psycopg.Connection[tuple[object, ...]], query: str) -> tuple[float, Rows]:
    """Seconds, and the table."""
    began = perf_counter()
    rows = owner.execute(query).fetchall()  # type: ignore[arg-type]
    return perf_counter() - began, rows


def _difference(raw: Rows, rolled: Rows) -> int:
    """In minor units, of all lines, those that only one of the two has too."""
    one, other = ({row[:-1]: int(str(row[-1])) for row in rows} for rows in (raw, rolled))
    return sum(abs(one.get(key, 0) - other.get(key, 0)) for key in one.keys() | other.keys())


if __name__ == "__main__":
    main()
