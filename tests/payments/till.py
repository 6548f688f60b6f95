"""A till: players of the demo's brand with cash, staff who decide, and the pretend payment provider."""

import json
from dataclasses import dataclass, field
from uuid import uuid4

from flask import Flask
from sqlalchemy import select, text

from app import clock
from app.extensions import db, transaction
from app.ids import inside, outside
from app.models.brand import Brand
from app.models.payment import PaymentProvider
from app.models.player import Player
from app.models.staff import Staff
from app.security.api_keys import Client
from app.services import demo_data, deposit_attempts, deposits, ledger, payouts, withdrawals
from app.services.deposit_attempts import Wanted
from app.services.deposits import Payment
from app.services.payouts import Reported
from app.services.withdrawals import Asked, Decision
from tests.cast import hire

CLIENT = Client(1, "The platform", frozenset(), None)
DECIDES = ("payments.withdrawals.approve", "payments.withdrawals.reject")
YES, NO = Decision(), Decision(reason_code="identity")


@dataclass
class Till:
    """Every verb in a context of its own, as one request or one job."""

    app: Flask
    staff: dict[str, Staff] = field(default_factory=dict)
    key: str = ""  # of the platform's tool

    def open(self):
        self.key = json.loads(self.run(demo_data.prepare).path.read_text())["api_key"]
        self.hire("petra", *DECIDES)
        return self

    def run(self, work, *arguments, **named):
        with self.app.app_context():
            return work(*arguments, **named)

    def rows(self, statement, **parameters):
        with self.app.app_context():
            return [tuple(row) for row in db.session.execute(text(statement), parameters)]

    def change(self, statement, **parameters):
        with self.app.app_context(), transaction():
            db.session.execute(text(statement), parameters)

    def hire(self, name, *permissions, brand=None):
        """A staff member of a role of their own, which holds `permissions` for one brand or for all."""
        self.staff[name] = hire(self.app, name, "payments")
        with self.app.app_context(), transaction():
            member = db.session.merge(self.staff[name])
            for statement in (
                "insert into role (code, name) values (:n, :n)",
                "insert into role_permission select id, unnest(cast(:p as text[])) from role where code = :n",
                "delete from role_assignment where staff_id = :s",
                "insert into role_assignment (staff_id, role_id, brand_id)"
                " select :s, id, (select id from brand where code = :b) from role where code = :n",
            ):
                named = {"n": name, "p": list(permissions), "s": member.id, "b": brand}
                db.session.execute(text(statement), named)

    def member(self, name):
        """The staff member in the context at hand."""
        return db.session.merge(self.staff[name])

    def a_player(self, cash=0, *, brand="norrsken", currency="EUR"):
        """The outside id of a new player."""
        with self.app.app_context(), transaction():
            brand_id = db.session.scalar(select(Brand.id).where(Brand.code == brand))
            player = Player(brand_id=brand_id, country="SE", language="sv", occurred_at=clock.now())
            db.session.add(player)
            db.session.flush()
            ledger.open_wallet(player.id, brand_id, currency)
            player_id = player.outside_id
        if cash:
            self.deposits(player_id, cash, currency=currency)
        return player_id

    def deposits(self, player, amount, *, currency="EUR"):
        with self.app.app_context():
            deposits.capture(player, Payment("pretend", uuid4().hex, currency, amount), by=CLIENT)

    def starts(self, player, amount, **changes):
        """The outside id of an attempt to deposit by card."""
        wanted = {"payment_provider": "pretend", "method": "card", "currency": "EUR", "amount_minor": amount} | changes
        with self.app.app_context():
            return deposit_attempts.start(player, Wanted(**wanted), by=CLIENT).outside_id

    def asks(self, player, amount, *, by=CLIENT, currency="EUR", provider="pretend"):
        """The outside id of a new withdrawal."""
        with self.app.app_context():
            return withdrawals.request(player, Asked(provider, currency, amount), by=by).outside_id

    def approve(self, withdrawal, decision=YES, *, by="petra"):
        with self.app.app_context():
            return withdrawals.approve(withdrawal, decision, by=self.member(by)).state

    def reject(self, withdrawal, decision=NO, *, by="petra"):
        with self.app.app_context():
            return withdrawals.reject(withdrawal, decision, by=self.member(by)).state

    def cancel(self, withdrawal, *, by=CLIENT, version=None):
        with self.app.app_context():
            return withdrawals.cancel(withdrawal, by=by, version=version).state

    def claim(self, withdrawal, *, by="petra"):
        with self.app.app_context():
            return withdrawals.claim(withdrawal, by=self.member(by)).version

    def release(self, withdrawal, *, by="petra"):
        with self.app.app_context():
            return withdrawals.release(withdrawal, by=self.member(by)).version

    def submit(self, withdrawal):
        with self.app.app_context():
            return payouts.submit(withdrawal).state

    def submit_the_rest(self):
        """What the jobs of approvals do whose process died before them."""
        for (public_id,) in self.rows("select public_id from withdrawal where state = 'approved'"):
            self.submit(outside("wd", public_id))

    def report(self, verb, withdrawal, amount, **changes):
        """The payment provider says `paid` or `failed`; whether that was news."""
        told = {"withdrawal": withdrawal, "external_id": f"po_{withdrawal}", "currency": "EUR", "amount_minor": amount}
        with self.app.app_context():
            provider = db.session.scalars(select(PaymentProvider)).one()
            return getattr(payouts, verb)(Reported(**told | changes), by=provider)

    def purses(self, player):
        """Cash and what waits, in minor units."""
        with self.app.app_context():
            held = ledger.balances(db.session.scalars(select(Player.id).where(Player.public_id == _uuid(player))).one())
            return held[0].cash_minor, held[0].pending_withdrawal_minor

    def state(self, withdrawal):
        """State and version."""
        return self.rows("select state, version from withdrawal where public_id = :w", w=_uuid(withdrawal))[0]

    def steps(self, withdrawal):
        """From, to, and who, oldest first."""
        return self.rows(
            "select from_state, to_state, by_kind from withdrawal_step where withdrawal_id ="
            " (select id from withdrawal where public_id = :w) order by version",
            w=_uuid(withdrawal),
        )

    def effects(self, target):
        """Names of the audit events about `target`, in their order."""
        return [name for (name,) in self.rows("select name from audit_record where target = :t order by xid", t=target)]

    def messages(self, about):
        return [name for (name,) in self.rows("select type from outbox_message where about = :a order by id", a=about)]

    def faults(self):
        return self.rows("select fault, detail from ledger.verify()")


def _uuid(outside_id):
    return inside(outside_id.partition("_")[0], outside_id)
