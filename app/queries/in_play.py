"""Who is in play: what a stop would meet, counted before anybody agrees to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, SQLColumnExpression, func, select, true

from app import clock
from app.extensions import db
from app.models.game import GameSession, Integration
from app.models.ledger import Currency as LedgerCurrency
from app.models.ledger import Round
from app.models.player import LoginSession, Player
from app.money import Currency, Money
from app.queries.keyset import lowest

LATELY = timedelta(days=1)


@dataclass(frozen=True)
class Scope:
    """Of provider, integration and game one at most, of none whatever is played. None narrows nothing."""

    provider_id: int | None = None
    integration_id: int | None = None
    game_id: int | None = None
    brand_id: int | None = None
    country: str | None = None
    currency: str | None = None


@dataclass(frozen=True)
class AtRisk:
    """Rounds that are open in one currency, and what was staked in them and not yet won back."""

    rounds: int
    stake: Money


@dataclass(frozen=True)
class InPlay:
    """Game sessions of the last day and rounds that are open, and whose the sessions are."""

    sessions: int
    players: int
    at_risk: Sequence[AtRisk]

    @property
    def rounds(self) -> int:
        return sum(each.rounds for each in self.at_risk)

    @property
    def is_nobody(self) -> bool:
        return not self.sessions and not self.rounds


def in_play(scope: Scope) -> InPlay:
    """Two queries over what is open now, never over what has ended."""
    counts = (func.count(), func.count(GameSession.player_id.distinct()))
    sessions, players = db.session.execute(_open_sessions(scope).with_only_columns(*counts)).one()
    return InPlay(sessions, players, [_at_risk(*row) for row in db.session.execute(_open_rounds(scope))])


def _at_risk(code: str, exponent: int, rounds: int, stake: int) -> AtRisk:
    return AtRisk(rounds, Money(int(stake), Currency(code, exponent)))


def _open_sessions(scope: Scope) -> Select[int]:
    """Those begun lately: a provider does not always tell that one is over."""
    return (
        select(GameSession.id)
        .join(LoginSession, LoginSession.id == GameSession.login_session_id)
        .join(Player, Player.id == GameSession.player_id)
        .join(Integration, Integration.id == GameSession.integration_id)
        .where(GameSession.ended_at.is_(None), LoginSession.ended_at.is_(None))
        .where(GameSession.public_id >= lowest(clock.now() - LATELY))
        .where(_is(GameSession.game_id, scope.game_id), _is(GameSession.integration_id, scope.integration_id))
        .where(_is(Integration.provider_id, scope.provider_id), _is(Player.brand_id, scope.brand_id))
        .where(_is(Player.country, scope.country), _is(GameSession.currency, scope.currency))
    )


def _open_rounds(scope: Scope) -> Select[str, int, int, int]:
    stake = Round.stake_cash + Round.stake_bonus - Round.win_cash - Round.win_bonus
    return (
        select(LedgerCurrency.code, LedgerCurrency.exponent, func.count(), func.sum(func.greatest(stake, 0)))
        .select_from(Round)
        .join(LedgerCurrency, LedgerCurrency.code == Round.currency)
        .join(Integration, Integration.id == Round.integration_id)
        .join(Player, Player.id == Round.player_id)
        .where(Round.settled_at.is_(None), _is(Round.game_id, scope.game_id))
        .where(_is(Round.integration_id, scope.integration_id), _is(Integration.provider_id, scope.provider_id))
        .where(_is(Round.brand_id, scope.brand_id), _is(Player.country, scope.country))
        .where(_is(Round.currency, scope.currency))
        .group_by(LedgerCurrency.code, LedgerCurrency.exponent)
        .order_by(LedgerCurrency.code)
    )


def _is(
    column: SQLColumnExpression[int] | SQLColumnExpression[str], wanted: int | str | None
) -> SQLColumnExpression[bool]:
    return true() if wanted is None else column == wanted
