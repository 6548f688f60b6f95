"""Where the casino plays: addresses, keys and secrets, as the demo's bootstrap wrote them down."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Brand:
    code: str
    currencies: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True)
class Integration:
    """Both secrets are live: the provider is about to rotate."""

    code: str
    brand: str
    secrets: tuple[bytes, ...]
    games: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """`exponents`: decimal places by currency."""

    api_key: str
    payment_provider: str
    brands: tuple[Brand, ...]
    integrations: dict[str, Integration]
    exponents: dict[str, int]
    payment_secrets: tuple[bytes, ...] = ()

    def offers(self, brand: str) -> list[tuple[Integration, str]]:
        """Every game a brand's players can open, and where."""
        mine = [integration for integration in self.integrations.values() if integration.brand == brand]
        return [(integration, game) for integration in mine for game in integration.games]


def read(path: Path) -> World:
    """The world in the file; raises OSError or KeyError when it is none."""
    written: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return World(
        api_key=written["api_key"],
        payment_provider=written["payment_provider"],
        payment_secrets=tuple(secret.encode() for secret in written.get("payment_secrets", [])),
        brands=tuple(
            Brand(each["code"], tuple(each["currencies"]), tuple(each["countries"])) for each in written["brands"]
        ),
        integrations={each["code"]: _integration(each) for each in written["integrations"]},
        exponents=written["exponents"],
    )


def _integration(written: dict[str, Any]) -> Integration:
    secrets = tuple(secret.encode() for secret in written["secrets"])
    return Integration(written["code"], written["brand"], secrets, tuple(written["games"]))
