"""Who changes settings, and a setting that each brand may have for itself."""

import pytest

from app.areas.auth import settings as auth
from app.areas.auth.permissions import Auth
from app.settings import Text


@pytest.fixture
def greeting(monkeypatch):
    """A setting that each brand may have for itself."""
    declared = Text(
        key="auth.greeting", default="Hello", sentence="S.", changed_by=Auth.SETTINGS_UPDATE, is_per_brand=True
    )
    monkeypatch.setattr(auth, "GREETING", declared, raising=False)
    return declared


@pytest.fixture
def brands(owner):
    """Two brands' ids by their codes."""
    return dict(
        owner.execute("""
            with law as (insert into licence (code, authority, name) values ('l', 'A', 'L') returning id)
            insert into brand (code, name, licence_id, profile_code)
            select code, code, law.id, 'p' from law, unnest(array['north', 'south']) code returning code, id
        """).fetchall()
    )
