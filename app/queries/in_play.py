"""Who is in play: what a stop would meet, counted before anybody agrees to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, and_, func, select, true

from app import clock
from app.extensions import db
from app.models.game import GameSession, Integration
from app.models.ledger import Currency as LedgerCurrency
from app.models.ledger import Round
from app.models.player import LoginSession, Player
from app.money import Currency, Money
from app.queries.keyset import Condition, lowest

LATELY = timedelta(days=1)
LOOKED_AT = 5_000  # rounds opened earlier and open still: providers forget to end some, and a year of them adds up


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
    """Rounds of the last day that are open in one currency, and what was staked in them and not yet won back."""

    rounds: int
    stake: Money


@dataclass(frozen=True)
class InPlay:
    """Game sessions of the last day and rounds that are open, and whose the sessions are.

    `older`: rounds opened earlier and open still, among the latest `looked_at` of those.
    """

    sessions: int
    players: int
    at_risk: Sequence[AtRisk]
    older: int
    looked_at: int

    @property
    def has_more(self) -> bool:
        """Whether there are older ones that nobody looked at."""
        return self.looked_at == LOOKED_AT

    @property
    def rounds(self) -> int:
        return sum(each.rounds for each in self.at_risk)

    @property
    def is_nobody(self) -> bool:
        return not (self.sessions or self.rounds or self.older)


def in_play(scope: Scope) -> InPlay:
    """Three queries over what is open now, never over what has ended."""
    counts = (func.count(), func.count(GameSession.player_id.distinct()))
    sessions, players = db.session.execute(_open_sessions(scope).with_only_columns(*counts)).one()
    at_risk = [_at_risk(*row) for row in db.session.execute(_open_rounds(scope))]
    older, looked_at = db.session.execute(_older_rounds(scope)).one()
    return InPlay(sessions, players, at_risk, older, looked_at)


def _at_risk(code: str, exponent: int, rounds: int, stake: int) -> AtRisk:
    return AtRisk(rounds, Money(int(stake), Currency(code, exponent)))


def _open_sessions(scope: Scope) -> Select[int]:
    """Those begun lately: a provider does not always tell that one is over."""
    return (
        select(GameSession.id)
        .join(LoginSession, LoginSession.id == GameSession.login_session_id)
        .where(GameSession.ended_at.is_(None), LoginSession.ended_at.is_(None))
        .where(GameSession.public_id >= lowest(clock.now() - LATELY))
        .where(*_of(scope, GameSession))
    )


def _open_rounds(scope: Scope) -> Select[str, int, int, int]:
    stake = Round.stake_cash + Round.stake_bonus - Round.win_cash - Round.win_bonus
    return (
        select(LedgerCurrency.code, LedgerCurrency.exponent, func.count(), func.sum(func.greatest(stake, 0)))
        .join_from(Round, LedgerCurrency, LedgerCurrency.code == Round.currency)
        .where(Round.settled_at.is_(None), Round.opened_at >= clock.now() - LATELY, *_of(scope, Round))
        .group_by(LedgerCurrency.code, LedgerCurrency.exponent)
        .order_by(LedgerCurrency.code)
    )


def _older_rounds(scope: Scope) -> Select[int, int]:
    """How many are in scope, and how many were looked at, which is bounded: a rare scope would read all there are."""
    is_older = (Round.settled_at.is_(None), Round.opened_at < clock.now() - LATELY)
    latest = select(and_(true(), *_of(scope, Round)).label("is_in_scope")).where(*is_older)
    looked_at = latest.order_by(Round.opened_at.desc()).limit(LOOKED_AT).subquery()
    return select(func.count().filter(looked_at.c.is_in_scope), func.count()).select_from(looked_at)


def _of(scope: Scope, played: type[GameSession | Round]) -> list[Condition]:
    """What narrows it. An integration is of one brand and one provider."""
    own = {"integration_id": scope.integration_id, "game_id": scope.game_id, "currency": scope.currency}
    found = [getattr(played, name) == value for name, value in own.items() if value is not None]
    ours = {"provider_id": scope.provider_id, "brand_id": scope.brand_id}
    narrowed = [getattr(Integration, name) == value for name, value in ours.items() if value is not None]
    if narrowed:
        found.append(played.integration_id.in_(select(Integration.id).where(*narrowed)))
    if scope.country is not None:
        country = select(Player.country).where(Player.id == played.player_id)
        found.append(country.scalar_subquery() == scope.country)
    return found
