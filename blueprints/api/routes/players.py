"""Players, what they hold, and how it came about."""

from app.areas.api.permissions import Api
from app.queries import listings
from app.security.decorators import Scheme, machine
from app.services import ledger
from app.services import players as service
from blueprints.api import answers, filters, paging
from blueprints.api.contract import client, creates, lists, shows
from blueprints.api.routes import blueprint
from blueprints.api.schemas.filters import PlayerPaging, TransferPaging
from blueprints.api.schemas.players import Balances, NewPlayer, PlayerList, PlayerShown, TransferList


@blueprint.post("/v1/players")
@machine(Scheme.API_KEY, Api.PLAYERS_CREATE)
@creates(PlayerShown, of_one=False)
def create_player(json: NewPlayer) -> PlayerShown:
    """Register a player and open the first wallet."""
    registered = service.register(service.Registration(**json.model_dump()), by=client())
    return answers.player(registered, json.brand)


@blueprint.get("/v1/players")
@machine(Scheme.API_KEY, Api.PLAYERS_READ)
@lists(PlayerList, of_one=False)
def list_players(query: PlayerPaging) -> PlayerList:
    """List the players of the key's brand, or of all brands, without personal data."""
    found = listings.players(paging.window(query), filters.players(query), brand_id=client().brand_id)
    return paging.listed(PlayerList, found, answers.player)


@blueprint.get("/v1/players/<player_id>")
@machine(Scheme.API_KEY, Api.PLAYERS_READ)
@shows(PlayerShown)
def show_player(player_id: str) -> PlayerShown:
    """Show a player, without personal data."""
    return answers.player(*listings.player(player_id, brand_id=client().brand_id))


@blueprint.get("/v1/players/<player_id>/balances")
@machine(Scheme.API_KEY, Api.BALANCES_READ)
@shows(Balances)
def show_balances(player_id: str) -> Balances:
    """Show what a player holds and owes, by currency, in minor units."""
    player = service.find(player_id, by=client())
    return answers.balances(ledger.balances(player.id))


@blueprint.get("/v1/players/<player_id>/transfers")
@machine(Scheme.API_KEY, Api.TRANSFERS_READ)
@lists(TransferList)
def list_transfers(player_id: str, query: TransferPaging) -> TransferList:
    """List the transfers of a player over the ledger, with the balances after each."""
    player = service.find(player_id, by=client())
    return paging.lines(TransferList, player.id, query, filters.of_transfers(query), answers.transfer)
