"""What a list of rounds can be narrowed by, as conditions; each stands beside the index that serves it."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    Integer,
    SQLColumnExpression,
    and_,
    collate,
    literal_column,
    or_,
    select,
    true,
)

from app.models.brand import Brand
from app.models.game import Game, Integration, Provider
from app.models.ledger import Round
from app.models.player import Player
from app.models.provider_call import ProviderCall
from app.queries import amounts
from app.queries.calls import IS_REFUSED
from app.queries.keyset import Condition, lowest

EARLY = timedelta(minutes=1)  # an id is made a little before its round is opened
ZERO = literal_column("0", Integer)  # not a parameter: so the partial index is found
STAKE = Round.stake_cash + Round.stake_bonus
WIN = Round.win_cash + Round.win_bonus
_HAS_CALL = and_(
    ProviderCall.player_id == Round.player_id,
    ProviderCall.round_ref == collate(Round.round_ref, "default"),
    ProviderCall.integration_id == Round.integration_id,
)


def _has_call(which: Condition) -> Condition:
    """Asked of one round after the other: without its offset the planner would gather such calls of all rounds."""
    return select(ProviderCall.request_id).where(_HAS_CALL, which).offset(ZERO).exists()


STATES: dict[str, Condition] = {
    "open": Round.settled_at.is_(None),
    "settled": Round.settled_at.is_not(None),
    "refused": _has_call(IS_REFUSED),
    "rolled-back": Round.rollbacks > ZERO,
    "late": Round.late > ZERO,
}
ON_THE_KEY = frozenset({"rolled-back", "late"})  # each has an index of its own, on the id
PROBED = 2_000  # what asks the raw log about each round looks through fewer of them
RETRIED = _has_call(ProviderCall.replayed)


def of_provider(code: str) -> Condition:
    return Round.integration_id.in_(select(Integration.id).join(Provider).where(Provider.code == code))


def of_brand(code: str) -> Condition:
    return Round.brand_id == select(Brand.id).where(Brand.code == code).scalar_subquery()


def of_game(name: str) -> Condition:
    """Part of a game's name, or its code."""
    named = or_(Game.name.icontains(name, autoescape=True), Game.code == name)
    return Round.game_id.in_(select(Game.id).where(named))


def of_player(public_id: UUID) -> Condition:
    return Round.player_id == select(Player.id).where(Player.public_id == public_id).scalar_subquery()


def in_currency(code: str) -> Condition:
    return Round.currency == code


def with_reference(text: str) -> Condition:
    """The provider's own name for the round."""
    return Round.round_ref == text


def at_least(amount: SQLColumnExpression[int], main_units: Decimal) -> Condition:
    """`main_units` of the round's own currency."""
    return amounts.at_least(amount, Round.currency, main_units)


def at_most(amount: SQLColumnExpression[int], main_units: Decimal) -> Condition:
    return amounts.at_most(amount, Round.currency, main_units)


def opened(first: datetime | None, last: datetime | None) -> Condition:
    """From `first` on, up to and without `last`."""
    since = true() if first is None else Round.opened_at >= first
    return and_(since, true() if last is None else Round.opened_at < last)


def made(first: datetime | None, last: datetime | None) -> list[Condition]:
    """The same of the ids, which carry their time: no search goes beyond."""
    since: list[Condition] = [] if first is None else [Round.round_id >= lowest(first - EARLY)]
    return since if last is None else [*since, Round.round_id < lowest(last + EARLY)]
