"""`./countroom prove …`: the long form of tests whose short form runs every time."""

import os
from argparse import Namespace

from app.cli.command import command
from app.cli.test import run


@command("prove wallet", passes_on=True)
def wallet(options: Namespace) -> int:
    """Play hundreds of long random games against the reference wallet, answer by answer."""
    return _prove(options, "tests/wallet/test_against_reference.py")


@command("prove kill", passes_on=True)
def kill(options: Namespace) -> int:
    """Kill the wallet's workers at random under load for five minutes, then count every effect."""
    return _prove(options, "tests/wallet/test_killed_workers.py")


@command("prove hostile", passes_on=True)
def hostile(options: Namespace) -> int:
    """Send thousands of hostile requests to wallet and API; none may fail inside or move anything."""
    return _prove(options, "tests/wallet/test_hostile.py", "tests/api/test_hostile_requests.py")


@command("prove history", passes_on=True)
def history(options: Namespace) -> int:
    """Write the demo's whole month, import it, compare every sum, recompute the books, and import it again."""
    return _prove(options, "tests/history/test_month.py")


@command("prove api", passes_on=True)
def api(options: Namespace) -> int:
    """Send the JSON API five thousand requests made from its contract; no answer may be one it does not name."""
    return _prove(options, "tests/api/test_conformance.py", "-s", "-o", "faulthandler_timeout=0")


@command("prove bulk", passes_on=True)
def bulk(options: Namespace) -> int:
    """Reject ten thousand withdrawals at once, kill the worker half-way, and count what became of each."""
    return _prove(options, "tests/bulk/test_runs.py", "-n", "0", "-k", "killed_half_way or ten_thousand")


def _prove(options: Namespace, *campaigns: str) -> int:
    os.environ["COUNTROOM_PROVE"] = "1"
    return run("pytest", *campaigns, *options.rest)
