"""The whole house in one brand of the demo's: the platform's tool, a game provider, a payment provider, the worker."""

import json
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from flask import Flask

from app import clock
from app.extensions import db, transaction
from app.security import api_keys
from app.services import webhook_sending
from app.wallet.runtime import wallet_of
from tests.api.conftest import Tool
from tests.cast import Person, hire, sign_in
from tests.jobs.running import run
from tests.payments.till import Till
from tests.payments.voice import Voice
from tests.wallet.house import Told, bet, sign, win

INTEGRATION = "northlight-norrsken"
GAME = "nl-orchard"


@dataclass
class Floor:
    app: Flask
    settings: object

    def open(self):
        self.till = Till(self.app).open()
        with self.app.app_context():
            wallet_of(self.app).forget()
        self.tool = Tool(self.app, self.till.key)
        return self

    @cached_property
    def voice(self):
        """The payment provider's, from now on with a secret that we know."""
        return Voice(self.till, self.settings).begin()

    def employ(self, name, role) -> Person:
        """A staff member of this role, signed in."""
        return sign_in(self.app, hire(self.app, name, role))

    def a_tool(self, *permissions) -> Tool:
        """With a key that permits this and nothing else."""
        with self.app.app_context(), transaction():
            row, text = api_keys.make("Narrow", permissions, expires_at=clock.now() + timedelta(days=1), brand_id=None)
            db.session.add(row)
        return Tool(self.app, text)

    def work(self):
        """Whatever is due is done, by the real worker."""
        with self.app.app_context():
            webhook_sending.spread()
            webhook_sending.enqueue_what_is_due()
        run(self.app, self.settings)

    def play(self, operation, body, **signed):
        """A call of the game provider's."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"X-REQUEST-SIGN": sign(raw, self._secret)} | signed
        address, client = f"/wallet/{INTEGRATION}/{operation}", self.app.test_client()
        answer = client.post(address, data=raw, headers=headers, content_type="application/json")
        return Told(answer.status_code, answer.data, answer.content_type)

    def bets(self, player, name, amount="1.00", round_id="r1", **signed):
        return self._plays(player, bet(name, amount), round_id, **signed)

    def wins(self, player, name, amount="1.00", round_id="r1", *, is_end=False):
        return self._plays(player, win(name, amount), round_id, is_end=is_end)

    def settle_log(self):
        """Until every call stands in the log of calls."""
        with self.app.app_context():
            assert wallet_of(self.app).log.flush()

    def _plays(self, player, action, round_id, *, is_end=False, **signed):
        about = {"account_id": player, "currency": "EUR", "game_id": GAME, "round_id": round_id}
        return self.play("betwin", about | {"transactions": [action], "finished": is_end}, **signed)

    @cached_property
    def _secret(self):
        world = json.loads((self.settings.instance / "demo" / "world.json").read_text())
        return next(each for each in world["integrations"] if each["code"] == INTEGRATION)["secrets"][0]
