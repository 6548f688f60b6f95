"""What stays as it is once made: the demo's brands, rules, providers, integrations, games and house accounts."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models.brand import Brand, JurisdictionProfile, Licence
from app.models.game import Game, Integration, Provider
from app.models.payment import PaymentProvider
from app.services import ledger

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
BRANDS: dict[str, dict[str, Any]] = {
    "norrsken": {
        "name": "Norrsken",
        "profile": "demo-europe",
        "currencies": ["EUR", "SEK"],
        "countries": ["SE", "FI", "DE", "MT"],
    },
    "lagoon": {
        "name": "Lagoon",
        "profile": "demo-overseas",
        "currencies": ["EUR", "USD", "JPY", "KWD"],
        "countries": ["JP", "KW", "CA"],
    },
}
PROFILES: dict[str, dict[str, Any]] = {
    "demo-europe": {
        "minimum_age": 18,
        "gaming_day_zone": "Europe/Stockholm",
        "gaming_day_start_hour": 6,
        "requires_verified_identity": True,
    },
    "demo-overseas": {
        "minimum_age": 21,
        "gaming_day_zone": "Asia/Tokyo",
        "gaming_day_start_hour": 0,
        "requires_verified_identity": False,
    },
}


def brands() -> list[Brand]:
    """Both brands, each under its profile, both under one licence."""
    _add_profiles()
    licence = _found(Licence, "demo", authority="Demo Gaming Authority", name="Demonstration licence")
    return [
        _found(Brand, code, name=about["name"], licence_id=licence.id, profile_code=about["profile"])
        for code, about in BRANDS.items()
    ]


def payment_provider() -> PaymentProvider:
    return _found(PaymentProvider, "pretend", name="Pretend Payments")


def providers(catalogue: dict[str, Any]) -> list[Provider]:
    """The catalogue's providers with their games."""
    found = {code: _found(Provider, code, name=name) for code, name in catalogue["providers"].items()}
    known = {(game.provider_id, game.code) for game in db.session.scalars(select(Game))}
    for entry in catalogue["games"]:
        provider = found[entry["provider"]]
        if (provider.id, entry["code"]) not in known:
            db.session.add(_game(provider, entry))
    return list(found.values())


def integration(provider: Provider, brand: Brand) -> Integration:
    """The connection of a provider to a brand."""
    return _found(
        Integration, f"{provider.code}-{brand.code}", provider_id=provider.id, brand_id=brand.id, dialect="softswiss"
    )


def open_house_accounts(brand: Brand, integrations: Iterable[Integration], psp: PaymentProvider) -> None:
    """What play and deposits of a brand are posted against, in each of its currencies."""
    sides = [("game", each.id) for each in integrations]
    sides += [("psp_clearing", psp.id), ("refund_due", 0), ("adjustment", 0)]
    for currency in BRANDS[brand.code]["currencies"]:
        for kind, counterparty in sides:
            ledger.open_house_account(brand.id, currency, kind, counterparty)


def _add_profiles() -> None:
    known = set(db.session.scalars(select(JurisdictionProfile.code)))
    for code, rules in PROFILES.items():
        if code not in known:
            profile = JurisdictionProfile(
                code=code, version=1, effective_from=LONG_AGO, stake_order="cash_first", call_log_days=365, **rules
            )
            db.session.add(profile)


def _game(provider: Provider, entry: dict[str, Any]) -> Game:
    return Game(
        provider_id=provider.id,
        code=entry["code"],
        name=entry["name"],
        kind=entry["kind"],
        theoretical_rtp_ppm=entry["rtp_ppm"],
        volatility=entry["volatility"],
        blocked_countries=[],
        maximum_stake={},
    )


def _found(model: Any, code: str, **values: Any) -> Any:
    """The row with this code, made when there is none."""
    row = db.session.scalar(select(model).where(model.code == code))
    if row is None:
        row = model(code=code, **values)
        db.session.add(row)
        db.session.flush()
    return row
