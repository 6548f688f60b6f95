"""`./countroom bench outage`: staff pages while a game provider goes away and comes back in a storm of retries.

Opens a demo of its own with a living casino, asks its server for pages as Head of operations in calm, then through the
outage and the storm, over HTTP. The last line is one JSON object: the ratio of the two p95, and after how many seconds
the page of health showed the silence, and the storm.
"""

import argparse
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from app.config import ROOT

HEALTH = "/monitoring/"
PAGES = (HEALTH, "/games/rounds", "/payments/withdrawals", "/players/", "/inbox", "/monitoring/alerts")
ROLE = "head_of_operations"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
BANNER = re.compile(r'class="banner[^"]*" id="wrong-.*?<b>(\w+): ', re.DOTALL)


@dataclass
class Browser:
    """One person at one server; `seen`: when a page of health first said that a check is wrong."""

    port: int
    cookie: str = ""
    seen: dict[str, float] = field(default_factory=dict[str, float])

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=30)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        told = answer.read().decode()
        if fresh := answer.getheader("Set-Cookie"):
            self.cookie = fresh.partition(";")[0]
        connection.close()
        return answer.status, told

    def sign_in(self) -> None:
        token = TOKEN.search(self.ask("GET", "/sign-in")[1])
        if token is None:
            raise RuntimeError("The page to sign in looks other than expected.")
        self.ask("POST", "/sign-in/demo", urlencode({"csrf_token": token[1], "role": ROLE}))

    def times(self, seconds: float) -> list[float]:
        """Milliseconds for each page of so many seconds, one after the other as a person would turn to them."""
        until, took = monotonic() + seconds, list[float]()
        for path in cycle(PAGES):
            if monotonic() > until:
                return took
            began = monotonic()
            status, page = self.ask("GET", path)
            took.append(1000 * (monotonic() - began))
            if status != 200:
                raise RuntimeError(f"{path} answered {status}: no page to be measured.")
            if path == HEALTH:
                for name in BANNER.findall(page):
                    self.seen.setdefault(name, monotonic())
            sleep(0.1)
        return took


def main() -> None:
    parser = argparse.ArgumentParser(prog="countroom bench outage", description=__doc__)
    parser.add_argument("--port", type=int, default=8790, help="of the demo's pages")
    parser.add_argument("--lasts", type=float, default=30.0, help="seconds of calm, of silence, and of storm")
    options = parser.parse_args()
    with _demo(options.port, options.lasts) as casino:
        browser = Browser(options.port)
        browser.sign_in()
        browser.times(options.lasts)  # until the casino has come to its pace
        calm = browser.times(options.lasts)
        browser.seen.clear()
        os.kill(casino, signal.SIGUSR1)
        began = monotonic()
        outage = browser.times(2 * options.lasts)
    report(calm, outage, browser.seen.get("Silence", 0) - began, browser.seen.get("Repeats", 0) - began - options.lasts)


def report(calm: list[float], outage: list[float], silence: float, storm: float) -> None:
    before, during = _p95(calm), _p95(outage)
    print(f"{len(calm)} pages in calm, {len(outage)} in the outage and the storm")
    figures = {"p95_calm_ms": before, "p95_outage_ms": during, "ratio": during / before}
    seen = {"silence_seen_s": silence, "storm_seen_s": storm}
    print(json.dumps({name: round(value, 2) for name, value in (figures | seen).items()}))


@contextmanager
def _demo(port: int, lasts: float) -> Iterator[int]:
    """The process of the casino in a demo that lives for as long as it is measured."""
    with tempfile.TemporaryDirectory(prefix="countroom-outage-") as place:
        words = ("demo", "--port", str(port), "--history", "0", "--outage-lasts", str(lasts))
        command = [sys.executable, "-m", "app.cli", *words]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, "COUNTROOM_INSTANCE": place}) as demo:
            try:
                yield _casino(demo)
            finally:
                demo.send_signal(signal.SIGINT)


def _casino(demo: "subprocess.Popen[bytes]") -> int:
    while demo.poll() is None:
        children = Path(f"/proc/{demo.pid}/task/{demo.pid}/children").read_text().split()
        for child in children:
            if b"app.demo" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        sleep(0.1)
    raise RuntimeError(f"the demo ended with {demo.returncode} before anybody played")


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
