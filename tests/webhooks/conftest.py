"""A receiver that really listens, a clock whose hands can be moved, and messages to tell it."""

import json
from datetime import timedelta

import pytest

from app import clock
from app.extensions import db, transaction
from app.ids import outside, uuid7
from app.models.webhook import WebhookDelivery
from app.services import demo_data, outbox, webhook_endpoints, webhook_replays, webhook_sending
from app.services.webhook_endpoints import Wanted
from tests.jobs.running import run
from tests.platform.processes import until

REAL_NOW = clock.now


class Hands:
    """Of our clock. The database's own goes on by itself."""

    ahead = timedelta()

    def now(self):
        return REAL_NOW() + self.ahead

    def move(self, **span):
        self.ahead += timedelta(**span)


class Someone:
    """May everything, for these brands or for all."""

    def __init__(self, brands=None):
        self.brands = brands

    def may(self, _):
        return True

    def brands_for(self, _):
        return self.brands


class Desk:
    """What the tests do with the services, each in an application context of its own."""

    def __init__(self, app, settings, brand_id):
        self.app, self.settings, self.brand_id = app, settings, brand_id
        self.by = Someone()

    def add(self, url, *types, **more):
        """An endpoint and its secret."""
        with self.app.app_context():
            endpoint, key = webhook_endpoints.add(Wanted(url, "", types or ("player.registered",), **more), by=self.by)
            return endpoint.outside_id, key

    def rotate(self, endpoint):
        with self.app.app_context():
            return webhook_endpoints.rotate(endpoint, by=self.by)[1]

    def tell(self, count=1, *, brand_id=None):
        """That so many players registered, each in a transaction of its own; returns the ids of the messages."""
        with self.app.app_context():
            for _ in range(count):
                with transaction():
                    tell(brand_id or self.brand_id)
            query = "select id from outbox_message order by id desc limit :count"
            found = db.session.execute(db.text(query), {"count": count}).scalars()
            return [outside("msg", each) for each in reversed(list(found))]

    def work(self, *, is_patient=True):
        """Whatever is due is done, by the real worker; then what our moved clock finds due."""
        self.spread(is_patient=is_patient)
        with self.app.app_context():
            webhook_sending.enqueue_what_is_due()
        run(self.app, self.settings)

    def spread(self, *, is_patient=True):
        """Hand on what was told."""
        if is_patient:
            self.wait()
        with self.app.app_context():
            return webhook_sending.spread()

    def wait(self):
        """Until all that was told may be handed on: another test's transaction in this cluster holds it up a moment."""
        with self.app.app_context():
            newest = db.session.scalar(db.text("select coalesce(max(xid)::text, '0') from outbox_message"))
        until(lambda: self._has_ended(newest))

    def _has_ended(self, xid):
        with self.app.app_context():
            ended = "select settled_place() > cast(:xid as xid8)"
            return db.session.scalar(db.text(ended), {"xid": xid})

    def deliveries(self):
        """In the order of their messages."""
        with self.app.app_context():
            found = db.session.scalars(db.select(WebhookDelivery).order_by(WebhookDelivery.message_id)).all()
            db.session.expunge_all()
            return found

    def replay_since(self, endpoint, since):
        with self.app.app_context():
            return webhook_replays.replay_since(endpoint, since, by=self.by)


def tell(brand_id):
    data = {"brand": "norrsken", "country": "SE", "currency": "EUR", "unverified": False, "is_test": False}
    outbox.tell("player.registered", about=outside("pl", uuid7()), brand_id=brand_id, data=data)


@pytest.fixture
def hands(monkeypatch):
    moved = Hands()
    monkeypatch.setattr(clock, "now", moved.now)
    return moved


@pytest.fixture
def world(app, database):
    with app.app_context():
        return json.loads(demo_data.prepare().path.read_text())


@pytest.fixture
def desk(app, settings, world, owner):
    return Desk(app, settings, owner.execute("select id from brand where code = 'norrsken'").fetchone()[0])
