"""`./countroom bench wallet`: signed calls over HTTP against the database alone and against an ORM, all in one run.

Everything takes turns, several times over; a ratio is the median of the ratios of each round, so that the machine's
mood cancels out. The last line is one JSON object.
"""

import argparse
import hmac
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from statistics import median

from app.database import roles
from benchmarks import house, load, orm_endpoint, pgbench, servers

CONNECTIONS = 64
PLAYERS = 1_000  # of the house: after the first turn a worker knows them, as it would after some minutes of play
_NUMBERS = count(1)


@dataclass
class Series:
    """What one contender reached in each round."""

    name: str
    run: Callable[[], float]
    rates: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return median(self.rates)


@dataclass
class Calls:
    """Signed calls to one server, and what became of all of them."""

    port: int
    players: list[str]
    actions: tuple[str, ...]
    seconds: float
    tally: load.Tally = field(default_factory=load.Tally)

    def run(self) -> float:
        """Calls a second in one round."""
        enough = int(20_000 * self.seconds)
        samples = iter([_sample(random.choice(self.players), self.actions) for _ in range(min(enough, 60_000))])
        told = load.run(self.port, samples, CONNECTIONS, self.seconds)
        self.tally.latencies += told.latencies
        self.tally.errors += told.errors
        self.tally.client_seconds += told.client_seconds
        return told.rate


def _sample(player: str, actions: tuple[str, ...]) -> load.Sample:
    ref = f"{next(_NUMBERS)}-{random.getrandbits(64):x}"
    transactions = [{"id_provider": f"{ref}{action}", "type": action, "amount": "0.50"} for action in actions]
    known = {"account_id": player, "currency": "EUR", "game_id": "slot", "finished": True}
    body = json.dumps(known | {"round_id": ref, "transactions": transactions}).encode()
    signature = hmac.digest(house.SECRET.encode(), body, "sha256").hex()
    head = (
        "POST /wallet/bench/betwin HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-REQUEST-SIGN: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return load.Sample(head.encode() + body, f"{ref}{actions[-1]}".encode())


def main() -> None:
    parser = argparse.ArgumentParser(prog="countroom bench wallet", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="turns each contender takes (3)")
    parser.add_argument("--seconds", type=int, default=5, help="how long a turn lasts (5)")
    options = parser.parse_args()
    with house.standing() as built:
        pgbench.prepare(built.server)
        orm_endpoint.prepare(built.server.url(roles.OWNER))
        quiet = ("--log-level", "warning")
        with (
            servers.serving("wsgi:app", built.environment, *quiet) as (port, process),
            servers.serving("benchmarks.orm_endpoint:app", built.environment, *quiet) as (orm_port, _),
        ):
            _compare(built, port, orm_port, process, options)


def _compare(built: house.House, port: int, orm_port: int, process: int, options: argparse.Namespace) -> None:
    players = built.players[:PLAYERS]
    one = Calls(port, players, ("bet",), options.seconds)
    two = Calls(port, players, ("bet", "win"), options.seconds)
    orm = Calls(orm_port, players, ("bet",), options.seconds)
    contenders = {
        "update": Series("pgbench: bare one-row UPDATE", _database(built, pgbench.UPDATE, options.seconds)),
        "bet": Series("pgbench: one bet", _database(built, pgbench.BET, options.seconds)),
        "both": Series("pgbench: bet and win in one call", _database(built, pgbench.BET_AND_WIN, options.seconds)),
        "group": Series("pgbench: groups of 50 bets (bets a second)", _groups(built, options.seconds)),
        "http": Series("HTTP: one-action /betwin", one.run),
        "http_two": Series("HTTP: bet and win in one /betwin", two.run),
        "orm": Series("HTTP: the same bet by an ORM's unit of work", orm.run),
    }
    _warm_up(one, two, orm)
    for _ in range(options.rounds):
        for series in contenders.values():
            house.settle(built)
            series.rates.append(series.run())
    _report(contenders, one, two, orm, servers.resident_mb(process))


def _database(built: house.House, script: str, seconds: int) -> Callable[[], float]:
    return lambda: pgbench.rate(built.server, script, seconds)


def _groups(built: house.House, seconds: int) -> Callable[[], float]:
    return lambda: pgbench.GROUP * pgbench.rate(built.server, pgbench.GROUP_OF_50, seconds)


def _warm_up(*calls: Calls) -> None:
    """A first turn that does not count: connections are opened, statements prepared, players known."""
    for each in calls:
        each.run()
        each.tally = load.Tally()


def _report(contenders: dict[str, Series], one: Calls, two: Calls, orm: Calls, resident_mb: float) -> None:
    for series in contenders.values():
        print(f"{series.name:<46}{series.rate:>10,.0f} a second   {_rounds(series.rates)}")
    for name, calls in (("one-action", one), ("two actions", two), ("ORM", orm)):
        own = 1_000_000 * calls.tally.client_seconds / len(calls.tally.latencies)
        print(
            f"{name:<14}p50 {calls.tally.percentile(0.5):>7.1f} ms   p99 {calls.tally.percentile(0.99):>7.1f} ms"
            f"   errors {len(calls.tally.errors)}   the generator's own cost {own:.0f} µs a call"
        )
    print(json.dumps({
        "bet_to_update": _ratio(contenders["bet"], contenders["update"]),
        "group50_to_single": _ratio(contenders["group"], contenders["bet"]),
        "http_to_pgbench": _ratio(contenders["http"], contenders["bet"]),
        "http_two_actions_to_pgbench": _ratio(contenders["http_two"], contenders["both"]),
        "http_to_orm": _ratio(contenders["http"], contenders["orm"]),
        "p50_ms": round(one.tally.percentile(0.5), 1),
        "p99_ms": round(one.tally.percentile(0.99), 1),
        "errors": len(one.tally.errors) + len(two.tally.errors),
        "worker_rss_mb": round(resident_mb, 1),
    }))  # fmt: skip


def _ratio(one: Series, other: Series) -> float:
    return round(median(a / b for a, b in zip(one.rates, other.rates, strict=True)), 3)


def _rounds(rates: list[float]) -> str:
    return "rounds: " + ", ".join(f"{rate:,.0f}" for rate in rates)


if __name__ == "__main__":
    main()
