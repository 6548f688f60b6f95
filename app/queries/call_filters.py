"""What a list of raw calls can be narrowed by."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select, true

from app.models.game import Integration
from app.models.player import Player
from app.models.provider_call import ProviderCall
from app.queries.calls import IS_REFUSED
from app.queries.keyset import Condition, lowest

EARLY = timedelta(minutes=1)  # an id is made when its call is received, by another clock than others
KINDS: dict[str, Condition] = {"refused": IS_REFUSED, "replayed": ProviderCall.replayed}


def of_integration(code: str) -> Condition:
    return ProviderCall.integration_id == select(Integration.id).where(Integration.code == code).scalar_subquery()


def with_outcome(outcome: str) -> Condition:
    return ProviderCall.outcome == outcome


def of_player(public_id: UUID) -> Condition:
    return ProviderCall.player_id == select(Player.id).where(Player.public_id == public_id).scalar_subquery()


def received(first: datetime | None, last: datetime | None) -> Condition:
    """From `first` on, up to and without `last`."""
    since = true() if first is None else ProviderCall.received_at >= first
    return and_(since, true() if last is None else ProviderCall.received_at < last)


def made(first: datetime | None, last: datetime | None) -> list[Condition]:
    """The same of the ids, which carry their time: no search goes beyond."""
    since: list[Condition] = [] if first is None else [ProviderCall.request_id >= lowest(first - EARLY)]
    return since if last is None else [*since, ProviderCall.request_id < lowest(last + EARLY)]
