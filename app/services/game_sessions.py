"""Game sessions: a player opens a game at one of our integrations."""

from dataclasses import dataclass

from sqlalchemy import select

from app.areas.games import events
from app.audit import log
from app.errors import Invalid, Refused
from app.extensions import db, transaction
from app.models.game import Game, GameSession, Integration
from app.models.player import Player
from app.security.api_keys import Client
from app.services import availability, ledger, login_sessions, players
from app.stops import Play


@dataclass(frozen=True)
class Launch:
    """Which game, where, in which currency, from which login session."""

    login_session: str
    integration: str
    game: str
    currency: str


def start(player_id: str, launch: Launch, *, by: Client) -> GameSession:
    """Open a game session; raises NotFound, Invalid (no such game or wallet) or Refused (not to be played now)."""
    with transaction():
        player = players.find(player_id, by=by)
        integration, game = _choose(launch, player)
        session = GameSession(
            player_id=player.id,
            game_id=game.id,
            integration_id=integration.id,
            login_session_id=_live_login(launch.login_session, player, by=by),
            currency=_wallet_currency(launch.currency, player),
        )
        db.session.add(session)
        db.session.flush()
        log.record(
            events.GameSessionStarted(
                target=player.outside_id, game_session=session.outside_id, game=game.code, integration=integration.code
            )
        )
    return session


def _choose(launch: Launch, player: Player) -> tuple[Integration, Game]:
    offered = (
        select(Integration, Game)
        .join(Game, Game.provider_id == Integration.provider_id)
        .where(Integration.code == launch.integration, Integration.brand_id == player.brand_id)
        .where(Game.code == launch.game)
    )
    row = db.session.execute(offered).one_or_none()
    if row is None:
        raise Invalid("The player's brand does not offer this game there.", pointers={"/game": "Not offered."})
    integration, game = row
    play = Play(integration.provider_id, integration.id, game.id, player.brand_id, launch.currency)
    availability.insist_on_play(play, player.country)
    if player.country in game.blocked_countries:
        raise Refused(f"This game may not be played from {player.country}.")
    return integration, game


def _live_login(session_id: str, player: Player, *, by: Client) -> int:
    session, owner = login_sessions.find(session_id, by=by, lock=True)
    if owner.id != player.id:
        raise Invalid("This login session is another player's.", pointers={"/login_session": "Another player's."})
    if session.ended_at is not None:
        raise Refused("This login session has ended; the player must sign in again.")
    return session.id


def _wallet_currency(currency: str, player: Player) -> str:
    if not any(balance.currency == currency for balance in ledger.balances(player.id)):
        raise Invalid("The player has no wallet in this currency.", pointers={"/currency": "No wallet."})
    return currency
