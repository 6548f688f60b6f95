"""What stands outside our walls, over a socket of its own: a tool with a key, a payment provider with a secret."""

import json
import uuid
from dataclasses import dataclass

from playwright.sync_api import APIRequestContext

from tests.payments.voice import Voice


@dataclass
class Wire:
    """Posts to the running server, without the cookies of anybody's browser."""

    context: APIRequestContext
    voice: Voice
    key: str

    def asks(self, player, amount):
        """A tool asks for a withdrawal; its outside id."""
        wanted = {"payment_provider": "pretend", "currency": "EUR", "amount_minor": amount}
        known = {"Authorization": f"Bearer {self.key}", "Idempotency-Key": str(uuid.uuid4())}
        answer = self.post(f"/api/v1/players/{player}/withdrawals", data=json.dumps(wanted), headers=known)
        assert answer.status == 201, answer.text()
        return answer.json()["id"]

    def pays(self, withdrawal, amount):
        """Our jobs ask for the payout; the payment provider says that it is paid, and our jobs take note."""
        self.voice.work()
        answer = self.voice.says("payout.paid", withdrawal, amount, client=self)
        assert answer.ok, answer.text()
        self.voice.work()

    def post(self, path, *, data, headers, content_type="application/json"):
        return self.context.post(path, data=data, headers=headers | {"Content-Type": content_type})
