"""Secrets at rest are bound to their purpose; keys of internal tools are kept as hashes."""

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag

from app import clock
from app.areas.api.permissions import Api
from app.extensions import db, transaction
from app.security import api_keys, passwords, secrets


def test_a_sealed_secret_opens_for_its_purpose_alone(app):
    with app.app_context():
        sealed = secrets.seal("whistle", "integration-key 7")
        assert b"whistle" not in sealed
        assert secrets.unseal(sealed, "integration-key 7") == "whistle"
        with pytest.raises(InvalidTag):
            secrets.unseal(sealed, "integration-key 8")


def test_a_password_is_checked_and_a_missing_hash_never_matches():
    kept = passwords.hash_password("a long enough password")
    assert passwords.matches("a long enough password", kept)
    assert not passwords.matches("another password", kept)
    assert not passwords.matches("nobody signs in with this", None)


@pytest.mark.parametrize("ending", ["none", "expires_at = clock_timestamp()", "revoked_at = clock_timestamp()"])
def test_an_api_key_ends(app, owner, ending):
    with app.app_context(), transaction():
        row, text = api_keys.make("tool", [Api.PLAYERS_READ], expires_at=clock.now() + timedelta(days=1))
        db.session.add(row)
    if ending != "none":
        owner.execute(f"update api_key set {ending}")
    answer = app.test_client().get("/api/v1/players/pl_x", headers={"Authorization": f"Bearer {text}"})
    assert answer.status_code == (404 if ending == "none" else 401)
    assert text.split("_", 2)[2].encode() not in bytes(owner.execute("select secret_hash from api_key").fetchone()[0])


def test_an_api_key_does_only_what_it_was_made_for(app):
    with app.app_context(), transaction():
        row, text = api_keys.make("tool", [Api.PLAYERS_CREATE], expires_at=clock.now() + timedelta(days=1))
        db.session.add(row)
    answer = app.test_client().get("/api/v1/players/pl_x", headers={"Authorization": f"Bearer {text}"})
    assert (answer.status_code, "api.players.read" in answer.json["detail"]) == (403, True)
