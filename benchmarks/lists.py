"""`./countroom bench lists`: how long the server takes for each page of each area, over a year of play.

Makes players and transfers by sets into a database of its own (`--keep` keeps it for the next time), then asks for each
page through the application, signed in and warm: no socket, no browser. A list is asked for its first page and for
pages deep inside. The last line is one JSON object.
"""

import argparse
import json
from datetime import timedelta
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import psycopg

from app import clock
from app.database import embedded
from benchmarks import pages, servers
from benchmarks.asked import Asked
from benchmarks.crowd import city
from benchmarks.visitor import Visitor

WARM = 3
TIMES = 40


def main() -> None:
    parser = argparse.ArgumentParser(prog="countroom bench lists", description=__doc__)
    parser.add_argument("--transfers", type=int, default=10_000_000, help="how many (10,000,000)")
    parser.add_argument("--players", type=int, default=0, help="how many (a tenth of the transfers)")
    parser.add_argument("--keep", type=Path, help="a folder to keep the data in, found again by the next run")
    parser.add_argument("--only", default="", help="pages whose name has this in it (all)")
    options = parser.parse_args()
    began = perf_counter()
    players = options.players or options.transfers // 10
    with city.standing(options.keep, players=players, transfers=options.transfers) as (server, settings):
        print(f"{_size(server)}; ready after {perf_counter() - began:,.0f} s\n", flush=True)
        report(Visitor(settings), server, options.only)


def report(visitor: Visitor, server: embedded.Server, only: str) -> None:
    """Print each page as it is measured, and everything once more for programs."""
    p95, ratios = dict[str, float](), dict[str, float]()
    print(f"{'page':<34}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}{'deep/first':>12}  rows")
    with psycopg.connect(server.url("countroom_reader"), autocommit=True) as reader:
        asked = [each for each in pages.every(reader) if only in each.name]
    for each in asked:
        used = _processor_ms(server)
        first = visitor.times(each.addresses, warm=WARM, times=TIMES)
        used = (_processor_ms(server) - used) / (WARM + TIMES)
        deep = _deep(visitor, each) if each.is_list else []
        p95[each.name] = round(_percentile([*first, *deep], 0.95), 1)
        if deep:
            ratios[each.name] = round(median(deep) / median(first), 2)
        told = f"{ratios[each.name]:>12.2f}" if deep else f"{'':>12}"
        print(
            f"{each.name:<34}{median(first):>8.1f}{p95[each.name]:>8.1f}{used:>8.1f}{told}  {visitor.said}", flush=True
        )
    print(json.dumps({"p95_ms": p95, "deep_to_first": max(ratios.values(), default=1.0)}))


def _deep(visitor: Visitor, asked: Asked) -> list[float]:
    """Pages from these days back on, those that the list reaches."""
    since = [clock.now() - timedelta(days=days) for days in pages.DAYS_BACK]
    addresses = [address for at in since if (address := visitor.deep(asked.addresses[0], at))]
    return visitor.times(addresses, warm=len(addresses), times=TIMES) if addresses else []


def _processor_ms(server: embedded.Server) -> float:
    """Of this process and of the database: what a page costs, whoever else uses the machine."""
    database = servers.processor_seconds(server.process.pid) if server.process else 0
    return 1000 * (process_time() + database)


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _size(server: embedded.Server) -> str:
    with psycopg.connect(server.url("countroom_owner"), autocommit=True) as owner:
        row = owner.execute("""
            select (select count(*) from ledger.transfer), (select count(*) from player),
                   (select count(*) from ledger.round), pg_database_size(current_database()) / 1e9
        """).fetchone()
    transfers, players, rounds, size = row
    return f"{transfers:,} transfers, {players:,} players, {rounds:,} rounds, {size:.1f} GB"


if __name__ == "__main__":
    main()
