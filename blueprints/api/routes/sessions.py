"""Login sessions and game sessions of players."""

from app.areas.api.permissions import Api
from app.queries import listings
from app.security.decorators import Scheme, machine
from app.services import game_sessions, login_sessions, players
from blueprints.api import answers, filters, paging
from blueprints.api.contract import client, creates, ends, lists, shows
from blueprints.api.routes import blueprint
from blueprints.api.schemas.filters import GameSessionPaging, LoginSessionPaging
from blueprints.api.schemas.sessions import (
    GameSessionList,
    GameSessionShown,
    LoginSessionList,
    LoginSessionShown,
    NewGameSession,
    NewLoginSession,
)


@blueprint.post("/v1/players/<player_id>/login-sessions")
@machine(Scheme.API_KEY, Api.SESSIONS_CREATE)
@creates(LoginSessionShown)
def create_login_session(player_id: str, json: NewLoginSession) -> LoginSessionShown:
    """Note that a player signed in."""
    session = login_sessions.start(player_id, ip=json.ip, user_agent=json.user_agent, by=client())
    return _login(session.outside_id)


@blueprint.get("/v1/players/<player_id>/login-sessions")
@machine(Scheme.API_KEY, Api.SESSIONS_READ)
@lists(LoginSessionList)
def list_login_sessions(player_id: str, query: LoginSessionPaging) -> LoginSessionList:
    """List when a player was signed in."""
    player = players.find(player_id, by=client())
    found = listings.login_sessions(paging.window(query), filters.login_sessions(query), player_id=player.id)
    return paging.listed(LoginSessionList, found, answers.login_session)


@blueprint.get("/v1/login-sessions/<login_session_id>")
@machine(Scheme.API_KEY, Api.SESSIONS_READ)
@shows(LoginSessionShown)
def show_login_session(login_session_id: str) -> LoginSessionShown:
    """Show a login session."""
    return _login(login_session_id)


@blueprint.delete("/v1/login-sessions/<login_session_id>")
@machine(Scheme.API_KEY, Api.SESSIONS_CREATE)
@ends()
def delete_login_session(login_session_id: str) -> None:
    """Note that a player signed out; the game sessions end too."""
    login_sessions.end(login_session_id, by=client())


@blueprint.post("/v1/players/<player_id>/game-sessions")
@machine(Scheme.API_KEY, Api.SESSIONS_CREATE)
@creates(GameSessionShown)
def create_game_session(player_id: str, json: NewGameSession) -> GameSessionShown:
    """Open a game for a player, and say where its provider reaches the wallet."""
    session = game_sessions.start(player_id, game_sessions.Launch(**json.model_dump()), by=client())
    return _game(session.outside_id)


@blueprint.get("/v1/players/<player_id>/game-sessions")
@machine(Scheme.API_KEY, Api.SESSIONS_READ)
@lists(GameSessionList)
def list_game_sessions(player_id: str, query: GameSessionPaging) -> GameSessionList:
    """List what a player opened."""
    player = players.find(player_id, by=client())
    found = listings.game_sessions(paging.window(query), filters.game_sessions(query), player_id=player.id)
    return paging.listed(GameSessionList, found, answers.game_session)


@blueprint.get("/v1/game-sessions/<game_session_id>")
@machine(Scheme.API_KEY, Api.SESSIONS_READ)
@shows(GameSessionShown)
def show_game_session(game_session_id: str) -> GameSessionShown:
    """Show a game session."""
    return _game(game_session_id)


def _login(session_id: str) -> LoginSessionShown:
    return answers.login_session(*listings.login_session(session_id, brand_id=client().brand_id))


def _game(session_id: str) -> GameSessionShown:
    return answers.game_session(*listings.game_session(session_id, brand_id=client().brand_id))
