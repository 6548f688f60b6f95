"""The pretend payment provider's voice: signed webhooks, and whatever else somebody may send there."""

import json
import time
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import select

from app.extensions import db, transaction
from app.models.payment import PaymentProvider
from app.models.payment_webhook import PaymentProviderKey
from app.psp.pretend.signature import sign
from app.services import payment_provider_keys
from tests.jobs.running import run
from tests.payments.till import Till

NUMBERS = count(1)


@dataclass
class Voice:
    till: Till
    settings: object
    secrets: list[str] = field(default_factory=lambda: ["the first secret"])

    def begin(self):
        """The payment provider has one live secret, which we know."""
        with self.till.app.app_context(), transaction():
            provider = db.session.scalars(select(PaymentProvider)).one()
            for key in db.session.scalars(select(PaymentProviderKey).where(PaymentProviderKey.retired_at.is_(None))):
                payment_provider_keys.retire(key.id)
            db.session.flush()
            payment_provider_keys.add(provider.id, self.secrets[0])
        return self

    def add_secret(self, secret):
        with self.till.app.app_context(), transaction():
            payment_provider_keys.add(db.session.scalars(select(PaymentProvider.id)).one(), secret)

    def retire_secret(self, place):
        with self.till.app.app_context(), transaction():
            ids = select(PaymentProviderKey.id).where(PaymentProviderKey.retired_at.is_(None))
            payment_provider_keys.retire(db.session.scalars(ids.order_by(PaymentProviderKey.id)).all()[place])

    def says(self, kind, withdrawal, amount, *, event=None, **sent):
        """Post an event about a payout."""
        data = {"id": f"po_{withdrawal}", "reference": withdrawal, "currency": "EUR", "amount": amount}
        if kind == "payout.failed":
            data["failure_code"] = "account_closed"
        return self.sends({"id": event or f"evt_{next(NUMBERS)}", "type": kind, "data": data}, **sent)

    def pays(self, end, amount, **data):
        """Post that a payment was `captured` or `declined`; `data` beside what every payment has."""
        said = {"id": "pay_1", "method": "card", "currency": "EUR", "amount": amount} | data
        if end == "declined":
            said["decline_code"] = "do_not_honor"
        return self.sends({"id": f"evt_{next(NUMBERS)}", "type": f"payment.{end}", "data": said})

    def sends(self, document, *, secrets=None, age=0, header=None, to="pretend", client=None):
        """Post a document (or bytes as they are), signed."""
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        signature = header if header is not None else sign(body, secrets or self.secrets, at=int(time.time()) - age)
        client = client or self.till.app.test_client()
        return client.post(
            f"/hooks/{to}", data=body, headers={"Pretend-Signature": signature}, content_type="application/json"
        )

    def work(self):
        """Run the jobs that wait, until none does."""
        run(self.till.app, self.settings)

    def kept(self, columns="verdict"):
        found = self.till.rows(f"select {columns} from payment_webhook order by id")
        return [row[0] if len(row) == 1 else row for row in found]

    def outcomes(self):
        return [
            one for (one,) in self.till.rows("select outcome from payment_webhook_result order by payment_webhook_id")
        ]
