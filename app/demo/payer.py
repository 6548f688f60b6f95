"""The pretend payment provider's side: pays what it was asked to pay, and says so by signed webhooks."""

import hmac
import json
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from zlib import crc32

from app.demo.wire import NO_ANSWER, Line
from app.demo.world import World

EVERY = 2.0  # seconds between two looks
ONE_FAILS_IN = 20
SUBMITTED = "/api/v1/withdrawals?state=submitted&limit=200"
NOTHING: dict[str, Any] = {"items": [], "next_cursor": None}


class Payer:
    """Looks for withdrawals that were submitted to it; each is told until it is taken, and once."""

    def __init__(self, world: World, *, staff_url: str, hooks_url: str) -> None:
        self._world, self._staff, self._hooks = world, Line(staff_url), Line(hooks_url)
        self._told: set[str] = set()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._live, name="payer", daemon=True)

    def open(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def close(self) -> None:
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._staff.close()
        self._hooks.close()

    def look(self) -> int:
        """Tell what became of each payout that is new here; returns how many were taken."""
        return sum(self._tell(each) for each in self._submitted() if each["id"] not in self._told)

    def _submitted(self) -> Iterator[dict[str, Any]]:
        """All of them, a page at a time; what the house does not say now it says at the next look."""
        path, headers = SUBMITTED, {"Authorization": f"Bearer {self._world.api_key}"}
        while path:
            answer = self._staff.ask("GET", path, "", headers)
            page: dict[str, Any] = json.loads(answer.body) if answer.status == 200 else NOTHING
            yield from page["items"]
            path = f"{SUBMITTED}&cursor={page['next_cursor']}" if page["next_cursor"] else ""

    def _live(self) -> None:
        while not self._stopping.wait(EVERY):
            try:
                self.look()
            except NO_ANSWER:
                continue  # the house is away: it is asked again

    def _tell(self, asked: dict[str, Any]) -> bool:
        body = json.dumps(event(asked))
        headers = {"Content-Type": "application/json", "Pretend-Signature": self._signed(body)}
        taken = self._hooks.ask("POST", f"/hooks/{self._world.payment_provider}", body, headers).status == 200
        if taken:
            self._told.add(asked["id"])
        return taken

    def _signed(self, body: str) -> str:
        at = int(time.time())
        macs = [hmac.new(secret, f"{at}.{body}".encode(), sha256).hexdigest() for secret in self._world.payment_secrets]
        return ",".join([f"t={at}", *(f"v1={mac}" for mac in macs)])


def event(asked: dict[str, Any]) -> dict[str, Any]:
    """What happened to a payout: the same whenever it is asked, since its id decides."""
    data = {
        "id": asked["external_id"],
        "reference": asked["id"],
        "currency": asked["currency"],
        "amount": asked["amount_minor"],
    }
    if crc32(asked["id"].encode()) % ONE_FAILS_IN == 0:
        return {"id": f"evt_{asked['id']}", "type": "payout.failed", "data": data | {"failure_code": "account_closed"}}
    return {"id": f"evt_{asked['id']}", "type": "payout.paid", "data": data}
