"""Game providers and our integrations with them, as staff read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.models.brand import Brand
from app.models.game import Game, Integration, IntegrationKey, Provider
from app.queries import stops
from app.queries.keyset import AnyRow
from app.queries.reach import Brands
from app.queries.stops import SeenStop


@dataclass(frozen=True)
class SeenIntegration:
    """Our connection to a provider for one brand, and the stops that bear on it."""

    integration: Integration
    provider: Provider
    brand: Brand
    stops: Sequence[SeenStop]

    @property
    def id(self) -> str:
        return self.integration.outside_id

    @property
    def state(self) -> tuple[str, str]:
        """In words, with a tone."""
        return _state(self.stops)


@dataclass(frozen=True)
class SeenProvider:
    """A provider with those of its integrations that may be seen, and the stops that bear on it as a whole."""

    provider: Provider
    integrations: Sequence[SeenIntegration]
    stops: Sequence[SeenStop]

    @property
    def state(self) -> tuple[str, str]:
        """In words, with a tone; in part when only integrations are stopped."""
        state = _state(self.stops)
        in_part = state[1] == "ok" and any(each.stops for each in self.integrations)
        return ("Disabled in part", "warn") if in_part else state


@dataclass(frozen=True)
class SeenKey:
    """A secret by its fingerprint; nobody reads it again."""

    fingerprint: str
    created_at: datetime
    retired_at: datetime | None


def listed(brands: Brands) -> list[SeenProvider]:
    """Every provider by name: three queries, four when something is stopped by staff."""
    providers = db.session.scalars(select(Provider).order_by(Provider.name, Provider.id)).all()
    return _seen(providers, brands)


def one(code: str, brands: Brands) -> SeenProvider:
    """Raises NotFound when there is none."""
    found = db.session.scalars(select(Provider).where(Provider.code == code)).all()
    if not found:
        raise NotFound("There is no such provider.")
    return _seen(found, brands)[0]


def integration(public_id: UUID, brands: Brands) -> SeenIntegration:
    """Raises NotFound when there is none, or none of these brands."""
    code = select(Provider.code).join(Integration, Integration.provider_id == Provider.id)
    provider = db.session.scalar(code.where(Integration.public_id == public_id))
    for each in one(provider, brands).integrations if provider else ():
        if each.integration.public_id == public_id:
            return each
    raise NotFound("There is no such integration, or it is of a brand that is not yours.")


def keys(integration_id: int) -> list[SeenKey]:
    """The live ones first, the newest of each first."""
    key = IntegrationKey
    order = (key.retired_at.is_not(None), key.id.desc())
    found = db.session.execute(
        select(key.fingerprint, key.created_at, key.retired_at)
        .where(key.integration_id == integration_id)
        .order_by(*order)
        .limit(50)
    )
    return [SeenKey(*row) for row in found]


def games(provider_id: int) -> int:
    return db.session.scalars(select(func.count()).select_from(Game).where(Game.provider_id == provider_id)).one()


def _seen(providers: Sequence[Provider], brands: Brands) -> list[SeenProvider]:
    query = select(Integration, Brand).join(Brand, Brand.id == Integration.brand_id).order_by(Integration.code)
    query = query.where(Integration.provider_id.in_([each.id for each in providers]))
    rows = db.session.execute(query if brands is None else query.where(Integration.brand_id.in_(brands))).all()
    standing = stops.standing(stops.OF_NO_GAME, stops.seen_by(brands))
    return [_provider(each, [row for row in rows if row[0].provider_id == each.id], standing) for each in providers]


def _provider(provider: Provider, rows: Sequence[AnyRow], standing: Sequence[SeenStop]) -> SeenProvider:
    whole = [each for each in standing if each.stop.is_of_everything or each.stop.provider_id == provider.id]
    seen = [
        SeenIntegration(row, provider, brand, [each for each in standing if _bears(each, row)]) for row, brand in rows
    ]
    return SeenProvider(provider, seen, whole)


def _bears(stop: SeenStop, on: Integration) -> bool:
    row = stop.stop
    is_of_it = row.is_of_everything or row.provider_id == on.provider_id or row.integration_id == on.id
    return is_of_it and row.brand_id in (None, on.brand_id)


def _state(bearing: Sequence[SeenStop]) -> tuple[str, str]:
    whole = [each for each in bearing if not each.stop.country and not each.stop.currency]
    if not whole:
        return ("Disabled in part", "warn") if bearing else ("Enabled", "ok")
    return (whole[0].word, "bad")
