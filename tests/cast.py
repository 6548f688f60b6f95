"""The cast: people with fixed rights. Grace looks after games and sees everything of a round, Sue answers players and
sees rounds without what providers sent, Walter guards access and sees no round at all. Penny pays out, Finn keeps the
books, Hedda heads operations, Paula runs the platform, Audrey reads and changes nothing."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from app import clock
from app.extensions import db, transaction
from app.models.staff import Staff, StaffSession
from app.services import staff as staff_service

ROLE_OF = {
    "grace": "game_operations",
    "sue": "support",
    "walter": "security_administrator",
    "penny": "payments",
    "finn": "finance",
    "hedda": "head_of_operations",
    "paula": "platform_engineer",
    "audrey": "auditor",
}
PASSWORD = "correct horse battery staple"


@dataclass(frozen=True)
class Person:
    """A staff member with a browser that is signed in."""

    id: int
    outside_id: str
    email: str
    client: FlaskClient
    csrf: dict[str, str]  # the header a page's script would send

    def get(self, address: str, **more):
        return self.client.get(address, **more)

    def post(self, address: str, **more):
        return self.client.post(address, headers=self.csrf | more.pop("headers", {}), **more)


def hire(app: Flask, name: str, role: str | None = None, *, password: str | None = None) -> Staff:
    """A staff member in the database; `role` by default the one the cast gives this name."""
    with app.app_context():
        return staff_service.add(
            email=f"{name}@example.test", name=name.title(), role_code=role or ROLE_OF[name], password=password
        )


def sign_in(app: Flask, staff: Staff) -> Person:
    """A browser of its own for `staff`, as the sign-in page would leave it."""
    token, raw = secrets.token_urlsafe(32), secrets.token_hex(20)
    with app.app_context(), transaction():
        member = db.session.merge(staff)
        identity = (member.id, member.outside_id, member.email)
        db.session.add(
            StaffSession(
                token_hash=sha256(token.encode()).digest(),
                staff_id=member.id,
                expires_at=clock.now() + timedelta(hours=1),
                ip="127.0.0.1",
                user_agent="test",
            )
        )
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"], session["csrf_token"] = token, True, raw
    signed = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(raw)
    return Person(*identity, client, {"X-CSRFToken": signed})
