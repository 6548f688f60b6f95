"""Money that came in."""

from app.areas.api.permissions import Api
from app.queries import listings
from app.security.decorators import Scheme, machine
from app.services import deposits, players
from blueprints.api import answers, filters, paging
from blueprints.api.contract import client, creates, lists, shows
from blueprints.api.routes import blueprint
from blueprints.api.schemas.filters import DepositPaging, EveryDepositPaging
from blueprints.api.schemas.payments import DepositList, DepositShown, DepositTaken, NewDeposit


@blueprint.post("/v1/players/<player_id>/deposits")
@machine(Scheme.API_KEY, Api.DEPOSITS_CREATE)
@creates(DepositTaken)
def create_deposit(player_id: str, json: NewDeposit) -> DepositTaken:
    """Credit a captured payment, once for each identifier of the payment provider."""
    deposit, cash_minor = deposits.capture(player_id, deposits.Payment(**json.model_dump()), by=client())
    return answers.deposit_taken(_deposit(deposit.outside_id), cash_minor)


@blueprint.get("/v1/players/<player_id>/deposits")
@machine(Scheme.API_KEY, Api.DEPOSITS_READ)
@lists(DepositList)
def list_deposits_of_player(player_id: str, query: DepositPaging) -> DepositList:
    """List what a player deposited."""
    player = players.find(player_id, by=client())
    found = listings.deposits(paging.window(query), filters.deposits(query), brand_id=None, player_id=player.id)
    return paging.listed(DepositList, found, answers.deposit)


@blueprint.get("/v1/deposits")
@machine(Scheme.API_KEY, Api.DEPOSITS_READ)
@lists(DepositList, of_one=False)
def list_deposits(query: EveryDepositPaging) -> DepositList:
    """List the deposits of the key's brand, or of all brands."""
    found = listings.deposits(paging.window(query), filters.every_deposit(query), brand_id=client().brand_id)
    return paging.listed(DepositList, found, answers.deposit)


@blueprint.get("/v1/deposits/<deposit_id>")
@machine(Scheme.API_KEY, Api.DEPOSITS_READ)
@shows(DepositShown)
def show_deposit(deposit_id: str) -> DepositShown:
    """Show a deposit."""
    return _deposit(deposit_id)


def _deposit(deposit_id: str) -> DepositShown:
    return answers.deposit(*listings.deposit(deposit_id, brand_id=client().brand_id))
