"""Login sessions of players: when they came and when they left."""

from sqlalchemy import func, select, update

from app.areas.players import events
from app.audit import log
from app.errors import NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.game import GameSession
from app.models.player import LoginSession, Player
from app.models.staff import Staff
from app.security import scopes
from app.security.api_keys import Client
from app.services import outbox, players

END = "players.sessions.end"
NOT_THERE = "There is no such login session."


def start(player_id: str, *, ip: str, user_agent: str, by: Client) -> LoginSession:
    """Open a login session; raises NotFound, or Refused when the player is not active."""
    with transaction():
        player = players.find(player_id, by=by, share=True)
        if player.status != "active":
            raise Refused(f"This player is {player.status} and cannot sign in.")
        session = LoginSession(player_id=player.id, ip=ip, user_agent=user_agent)
        db.session.add(session)
        db.session.flush()
        log.record(events.LoginSessionStarted(target=player.outside_id, login_session=session.outside_id))
    return session


def end(session_id: str, *, by: Client) -> None:
    """Close a login session and its game sessions; closing one twice changes nothing."""
    with transaction():
        session, player = find(session_id, by=by, lock=True)
        event = events.LoginSessionEnded if session.ended_at is None else events.LoginSessionHadEnded
        if session.ended_at is None:
            _close(session)
        log.record(event(target=player.outside_id, login_session=session.outside_id))


def end_for_staff(session_id: str, *, by: Staff) -> Player:
    """The same by staff, told to other systems; raises NotFound, Forbidden, or Refused when it has ended already."""
    with transaction():
        found = _found(session_id, lock=True)
        if found is None:
            raise NotFound(NOT_THERE)
        session, player = found
        scopes.insist(by, player.brand_id, END, missing=NOT_THERE)
        if session.ended_at is not None:
            raise Refused("This session has ended already.")
        _close(session)
        log.record(events.LoginSessionEnded(target=player.outside_id, login_session=session.outside_id))
        data = {"player": player.outside_id}
        outbox.tell("login_session.ended", about=session.outside_id, brand_id=player.brand_id, data=data)
    return player


def end_all(player_id: int) -> int:
    """Close every login session of a player who is held, and then the game sessions; returns how many logins."""
    now = {"ended_at": func.clock_timestamp()}
    logins = LoginSession.player_id == player_id, LoginSession.ended_at.is_(None)
    ended = db.session.scalars(update(LoginSession).where(*logins).values(now).returning(LoginSession.id)).all()
    games = GameSession.player_id == player_id, GameSession.ended_at.is_(None)
    db.session.execute(update(GameSession).where(*games).values(now))
    return len(ended)


def find(session_id: str, *, by: Client, lock: bool = False) -> tuple[LoginSession, Player]:
    """The session and its player; raises NotFound, also for brands the client does not serve."""
    found = _found(session_id, lock=lock)
    if found is None or by.brand_id not in (None, found[1].brand_id):
        raise NotFound(NOT_THERE)
    return found


def _found(session_id: str, *, lock: bool) -> tuple[LoginSession, Player] | None:
    found = (
        select(LoginSession, Player)
        .join(Player, Player.id == LoginSession.player_id)
        .where(LoginSession.public_id == inside("ls", session_id))
    )
    row = db.session.execute(found.with_for_update(of=LoginSession) if lock else found).one_or_none()
    return (row[0], row[1]) if row else None


def _close(session: LoginSession) -> None:
    now = {"ended_at": func.clock_timestamp()}
    db.session.execute(update(LoginSession).where(LoginSession.id == session.id).values(now))
    still_open = GameSession.login_session_id == session.id, GameSession.ended_at.is_(None)
    db.session.execute(update(GameSession).where(*still_open).values(now))
