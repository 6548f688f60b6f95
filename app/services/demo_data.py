"""The demo's small world, made once: places, an API key, secrets of integrations, a staff member for each role."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from app import clock
from app.config import ROOT, Settings, settings_of
from app.extensions import db, transaction
from app.models.api import ApiKey
from app.models.game import Game, Integration, IntegrationKey
from app.models.ledger import Currency
from app.security import api_keys, roles
from app.security.permissions import Template, every
from app.services import demo_payments, demo_places, demo_rates, integration_keys, staff

CATALOGUE = ROOT / "app" / "demo" / "catalogue.json"
KEY_LASTS = timedelta(days=365)
A_STORM = 60_000  # requests of a casino that retries everything at once, in a minute


@dataclass(frozen=True)
class DemoWorld:
    """Where the casino finds keys and secrets of the demo; readable by the file's owner alone."""

    path: Path


def prepare(settings: Settings | None = None) -> DemoWorld:
    """Make what is missing; a second time everything is found as it was. `settings`: by default the application's."""
    path = (settings or settings_of(current_app)).instance / "demo" / "world.json"
    known: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    catalogue: dict[str, Any] = json.loads(CATALOGUE.read_text("utf-8"))
    with transaction():
        integrations = _places(catalogue)
        _staff()
        world = {
            "api_key": _api_key(known.get("api_key", "")),
            "payment_provider": demo_places.payment_provider().code,
            "payment_secrets": demo_payments.shared_secrets(
                demo_places.payment_provider().id, known.get("payment_secrets", [])
            ),
            "exponents": {currency.code: currency.exponent for currency in db.session.scalars(select(Currency))},
            "brands": [{"code": code, **about} for code, about in demo_places.BRANDS.items()],
            "integrations": [_integration(each, known, catalogue) for each in integrations],
        }
    demo_rates.enter_missing()
    if world != known:
        _write(path, json.dumps(world, indent=1))
    return DemoWorld(path)


def _places(catalogue: dict[str, Any]) -> list[Integration]:
    providers = demo_places.providers(catalogue)
    psp = demo_places.payment_provider()
    made: list[Integration] = []
    for brand in demo_places.brands():
        integrations = [demo_places.integration(provider, brand) for provider in providers]
        demo_places.open_house_accounts(brand, integrations, psp)
        made += integrations
    return made


def _staff() -> None:
    roles.install()
    present = {code for code, _ in staff.demo_staff()}
    for role in Template:
        if role not in present:
            email = f"{role.replace('_', '.')}@demo.example"
            staff.add(email=email, name=f"Demo {role.title_shown}", role_code=role, password=None, is_demo=True)


def _api_key(known: str) -> str:
    """The casino's key: the one it has while that is good for all there is, else a new one."""
    permissions = [permission for permission in every() if permission.is_for_machines]
    live = select(ApiKey).where(ApiKey.revoked_at.is_(None), ApiKey.expires_at > clock.now())
    for key in db.session.scalars(live):
        if key.secret_hash == sha256(known.encode()).digest() and set(permissions) <= set(key.permissions):
            return known
    expires_at = clock.now() + KEY_LASTS
    key, text = api_keys.make("Demo casino", permissions, expires_at=expires_at, requests_per_minute=A_STORM)
    db.session.add(key)
    return text


def _integration(integration: Integration, known: dict[str, Any], catalogue: dict[str, Any]) -> dict[str, Any]:
    provider_games = select(Game.code).where(Game.provider_id == integration.provider_id).order_by(Game.id)
    brand = next(code for code in demo_places.BRANDS if integration.code.endswith(f"-{code}"))
    offered = {entry["code"] for entry in catalogue["games"]}
    return {
        "code": integration.code,
        "brand": brand,
        "secrets": _secrets(integration, known),
        "games": [code for code in db.session.scalars(provider_games) if code in offered],
    }


def _secrets(integration: Integration, known: dict[str, Any]) -> list[str]:
    """Two live secrets; those in the world's file while the database holds the same, else two new ones."""
    written: list[dict[str, Any]] = known.get("integrations", [])
    kept: set[str] = {secret for each in written if each["code"] == integration.code for secret in each["secrets"]}
    live = select(IntegrationKey).where(
        IntegrationKey.integration_id == integration.id, IntegrationKey.retired_at.is_(None)
    )
    keys = list(db.session.scalars(live))
    if len(keys) == 2 and {key.fingerprint for key in keys} == {_fingerprint(secret) for secret in kept}:
        return sorted(kept)
    for key in keys:
        integration_keys.retire(key.id)
    db.session.flush()
    return sorted(_new_secret(integration) for _ in range(2))


def _new_secret(integration: Integration) -> str:
    secret = secrets.token_hex(24)
    integration_keys.add(integration.id, secret)
    return secret


def _fingerprint(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()[: integration_keys.FINGERPRINT]


def _write(path: Path, text: str) -> None:
    """Replaced whole, and never readable by anybody else, not even for a moment."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)
