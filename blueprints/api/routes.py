"""/api/v1: what internal tools may do, each with a key that holds the permission."""

from flask import Blueprint, Response, jsonify

from app.areas.api.permissions import Api
from app.security.decorators import Scheme, machine, public
from app.services import deposits, game_sessions, ledger, login_sessions, players
from blueprints.api import answers, schemas
from blueprints.api.contract import client, contract, once, spec

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.post("/players")
@machine(Scheme.API_KEY, Api.PLAYERS_CREATE)
@contract(201, schemas.PlayerShown, reads=True)
@once(201)
def create_player(json: schemas.NewPlayer) -> schemas.PlayerShown:
    """Register a player and open the first wallet."""
    player = players.register(players.Registration(**json.model_dump()), by=client())
    return answers.player(player)


@blueprint.get("/players/<player_id>")
@machine(Scheme.API_KEY, Api.PLAYERS_READ)
@contract(200, schemas.PlayerShown)
def show_player(player_id: str) -> schemas.PlayerShown:
    """Show a player, without personal data."""
    return answers.player(players.find(player_id, by=client()))


@blueprint.get("/players/<player_id>/balances")
@machine(Scheme.API_KEY, Api.BALANCES_READ)
@contract(200, schemas.Balances)
def show_balances(player_id: str) -> schemas.Balances:
    """Show what a player holds and owes, by currency, in minor units."""
    player = players.find(player_id, by=client())
    return answers.balances(ledger.balances(player.id))


@blueprint.post("/players/<player_id>/login-sessions")
@machine(Scheme.API_KEY, Api.SESSIONS_CREATE)
@contract(201, schemas.LoginSessionShown, reads=True)
@once(201)
def create_login_session(player_id: str, json: schemas.NewLoginSession) -> schemas.LoginSessionShown:
    """Note that a player signed in."""
    session = login_sessions.start(player_id, ip=json.ip, user_agent=json.user_agent, by=client())
    return schemas.LoginSessionShown(id=session.outside_id)


@blueprint.delete("/login-sessions/<session_id>")
@machine(Scheme.API_KEY, Api.SESSIONS_CREATE)
@contract(204, None)
def delete_login_session(session_id: str) -> Response:
    """Note that a player signed out; the game sessions end too."""
    login_sessions.end(session_id, by=client())
    return Response(status=204)


@blueprint.post("/players/<player_id>/deposits")
@machine(Scheme.API_KEY, Api.DEPOSITS_CREATE)
@contract(201, schemas.DepositShown, reads=True)
@once(201)
def create_deposit(player_id: str, json: schemas.NewDeposit) -> schemas.DepositShown:
    """Credit a captured payment, once for each identifier of the payment provider."""
    deposit, cash_minor = deposits.capture(player_id, deposits.Payment(**json.model_dump()), by=client())
    return answers.deposit(deposit, cash_minor)


@blueprint.post("/players/<player_id>/game-sessions")
@machine(Scheme.API_KEY, Api.SESSIONS_CREATE)
@contract(201, schemas.GameSessionShown, reads=True)
@once(201)
def create_game_session(player_id: str, json: schemas.NewGameSession) -> schemas.GameSessionShown:
    """Open a game for a player, and say where its provider reaches the wallet."""
    session = game_sessions.start(player_id, game_sessions.Launch(**json.model_dump()), by=client())
    return answers.game_session(session.outside_id, player_id, json)


@blueprint.get("/openapi.json")
@public("the contract of the API; it holds no data")
def show_contract() -> Response:
    """OpenAPI 3.1."""
    return jsonify(spec.spec)
