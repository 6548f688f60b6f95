"""What a list of raw calls can be narrowed by."""

from uuid import UUID

from sqlalchemy import SQLColumnExpression, select

from app.models.game import Integration
from app.models.player import Player
from app.models.provider_call import ProviderCall
from app.queries.calls import IS_REFUSED

Condition = SQLColumnExpression[bool]

KINDS: dict[str, Condition] = {"refused": IS_REFUSED, "replayed": ProviderCall.replayed}


def of_integration(code: str) -> Condition:
    return ProviderCall.integration_id == select(Integration.id).where(Integration.code == code).scalar_subquery()


def with_outcome(outcome: str) -> Condition:
    return ProviderCall.outcome == outcome


def of_player(public_id: UUID) -> Condition:
    return ProviderCall.player_id == select(Player.id).where(Player.public_id == public_id).scalar_subquery()
