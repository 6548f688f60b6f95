"""`./countroom bench …`: measurements, each a module in benchmarks/."""

import subprocess
import sys
from argparse import Namespace

from app.cli._instance import ROOT
from app.cli.command import command


@command("bench wallet", passes_on=True)
def wallet(options: Namespace) -> int:
    """Measure signed wallet calls over HTTP against the bare database; the last line is JSON."""
    return _run("wallet_http", options.rest)


@command("bench ledger", passes_on=True)
def ledger(options: Namespace) -> int:
    """Measure the ledger's functions under pgbench against a bare update."""
    return _run("database", options.rest)


@command("bench lists", passes_on=True)
def lists(options: Namespace) -> int:
    """Measure every list and record over ten million transfers; the last line is JSON."""
    return _run("lists", options.rest)


@command("bench reports", passes_on=True)
def reports(options: Namespace) -> int:
    """Measure reports from cells against all calls, and what the cells cost; the last line is JSON."""
    return _run("reports", options.rest)


@command("bench outage", passes_on=True)
def outage(options: Namespace) -> int:
    """Measure staff pages while a game provider goes away and comes back in a storm; the last line is JSON."""
    return _run("outage", options.rest)


def _run(module: str, arguments: list[str]) -> int:
    return subprocess.call([sys.executable, "-m", f"benchmarks.{module}", *arguments], cwd=ROOT)
