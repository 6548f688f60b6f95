"""`./countroom test`: everything that must hold before a change lands."""

import os
import subprocess
import sys
from argparse import Namespace

from app.cli import _chromium
from app.cli._instance import ROOT
from app.cli.command import command

SHARED_OUT = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")  # in the order of tests/fixtures/order.py
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("basedpyright",))


@command("test", passes_on=True)
def test(options: Namespace) -> int:
    """Check style and types, then run the tests, those in a browser too; more words are for pytest."""
    browser = _chromium.find()
    if browser is None and os.environ.get("CI") == "true":
        print("countroom: no Chromium was found, and in CI the browser tests must run.", file=sys.stderr)
        return 1
    if browser:
        os.environ["CHROMIUM"] = browser
    checks = (*CHECKS, ("pytest", *SHARED_OUT, *_left_out(browser), *options.rest))
    failed = [check for check in checks if run(*check)]
    for check in failed:
        print(f"countroom: {' '.join(check)} failed", file=sys.stderr)
    if browser is None:
        print("countroom: NO CHROMIUM WAS FOUND, SO THE BROWSER TESTS DID NOT RUN. Set CHROMIUM.", file=sys.stderr)
    return 1 if failed else 0


def run(*words: str) -> int:
    """Run a Python program of the environment over the project."""
    return subprocess.call([sys.executable, "-m", *words], cwd=ROOT)


def _left_out(browser: str | None) -> tuple[str, ...]:
    return () if browser else ("--ignore", "tests/browser")
