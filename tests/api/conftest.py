"""A tool with a key, and the demo's brands, games and providers to use it on."""

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask

from app import clock
from app.extensions import db, transaction
from app.models.brand import Brand
from app.security import api_keys
from app.security.permissions import every
from app.services import demo_data

ADA = {
    "brand": "norrsken",
    "email": "ada@players.example",
    "first_name": "Ada",
    "last_name": "Berg",
    "birth_date": "1990-02-28",
    "country": "SE",
    "language": "sv",
    "currency": "EUR",
    "identity_verified": True,
}


@dataclass
class Tool:
    """An internal tool: speaks JSON, with a fresh Idempotency-Key for each request unless told otherwise."""

    app: Flask
    key: str

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body, **headers):
        return self.ask("POST", path, json.dumps(body), **{"Idempotency-Key": str(uuid.uuid4())} | headers)

    def ask(self, method, path, data=None, content_type="application/json", **headers):
        wanted = {"Authorization": f"Bearer {self.key}"} | headers
        sent = {name: value for name, value in wanted.items() if value is not None}
        client = self.app.test_client()
        return client.open(f"/api/v1{path}", method=method, data=data, headers=sent, content_type=content_type)

    def a_player(self, **changes):
        """The outside id of a new player."""
        answer = self.post("/players", ADA | {"email": f"{uuid.uuid4().hex}@players.example"} | changes)
        assert answer.status_code == 201, answer.text
        return answer.json["id"]

    def a_login(self, player):
        return self.post(f"/players/{player}/login-sessions", {}).json["id"]

    def deposits(self, player, amount_minor, external_id=None, **changes):
        payment = {
            "payment_provider": "pretend",
            "external_id": external_id or uuid.uuid4().hex,
            "currency": "EUR",
            "amount_minor": amount_minor,
        }
        return self.post(f"/players/{player}/deposits", payment | changes)

    def attempts(self, player, amount_minor, **changes):
        asked = {"payment_provider": "pretend", "method": "card", "currency": "EUR", "amount_minor": amount_minor}
        return self.post(f"/players/{player}/deposit-attempts", asked | changes)

    def withdraws(self, player, amount_minor, **changes):
        asked = {"payment_provider": "pretend", "currency": "EUR", "amount_minor": amount_minor}
        return self.post(f"/players/{player}/withdrawals", asked | changes)

    def cancels(self, withdrawal, etag, **headers):
        return self.post(f"/withdrawals/{withdrawal}/cancellation", {}, **{"If-Match": etag} | headers)

    def adjusts(self, player, amount_minor, **changes):
        asked = {"currency": "EUR", "purse": "cash", "amount_minor": amount_minor, "reason": "goodwill"}
        return self.post(f"/players/{player}/adjustments", asked | changes)

    def cash(self, player):
        return self.get(f"/players/{player}/balances").json["balances"][0]["cash_minor"]


@pytest.fixture
def world(app, database):
    """The demo's world, as the casino reads it."""
    with app.app_context():
        return json.loads(demo_data.prepare().path.read_text())


@pytest.fixture
def tool(app, world):
    return Tool(app, world["api_key"])


@pytest.fixture
def player(tool):
    return tool.a_player()


@pytest.fixture
def key(app, world):
    """Makes a tool that may everything for one brand."""

    def made(code):
        rights = [permission for permission in every() if permission.is_for_machines]
        with app.app_context(), transaction():
            brand_id = db.session.query(Brand.id).filter_by(code=code).scalar()
            row, text = api_keys.make(code, rights, expires_at=clock.now() + timedelta(days=1), brand_id=brand_id)
            db.session.add(row)
        return Tool(app, text)

    return made
