"""Money that players want paid."""

from app.areas.api.permissions import Api
from app.queries import listings
from app.security.decorators import Scheme, machine
from app.services import players, withdrawals
from blueprints.api import answers, filters, paging, preconditions
from blueprints.api.contract import changes, client, creates, lists, shows
from blueprints.api.routes import blueprint
from blueprints.api.schemas.filters import EveryWithdrawalPaging, WithdrawalPaging
from blueprints.api.schemas.payments import (
    NewCancellation,
    NewWithdrawal,
    WithdrawalList,
    WithdrawalShown,
)


@blueprint.post("/v1/players/<player_id>/withdrawals")
@machine(Scheme.API_KEY, Api.WITHDRAWALS_CREATE)
@creates(WithdrawalShown)
def create_withdrawal(player_id: str, json: NewWithdrawal) -> WithdrawalShown:
    """Ask for a payment: the amount leaves the player's cash and waits until staff decide."""
    withdrawal = withdrawals.request(player_id, withdrawals.Asked(**json.model_dump()), by=client())
    return _withdrawal(withdrawal.outside_id)


@blueprint.get("/v1/players/<player_id>/withdrawals")
@machine(Scheme.API_KEY, Api.WITHDRAWALS_READ)
@lists(WithdrawalList)
def list_withdrawals_of_player(player_id: str, query: WithdrawalPaging) -> WithdrawalList:
    """List what a player asked to be paid."""
    player = players.find(player_id, by=client())
    sought = filters.withdrawals(query)
    found = listings.withdrawals(paging.window(query), sought, brand_id=None, player_id=player.id)
    return paging.listed(WithdrawalList, found, answers.withdrawal)


@blueprint.get("/v1/withdrawals")
@machine(Scheme.API_KEY, Api.WITHDRAWALS_READ)
@lists(WithdrawalList, of_one=False)
def list_withdrawals(query: EveryWithdrawalPaging) -> WithdrawalList:
    """List the withdrawals of the key's brand, or of all brands."""
    found = listings.withdrawals(paging.window(query), filters.every_withdrawal(query), brand_id=client().brand_id)
    return paging.listed(WithdrawalList, found, answers.withdrawal)


@blueprint.get("/v1/withdrawals/<withdrawal_id>")
@machine(Scheme.API_KEY, Api.WITHDRAWALS_READ)
@shows(WithdrawalShown)
def show_withdrawal(withdrawal_id: str) -> WithdrawalShown:
    """Show a withdrawal."""
    return _withdrawal(withdrawal_id)


@blueprint.post("/v1/withdrawals/<withdrawal_id>/cancellation")
@machine(Scheme.API_KEY, Api.WITHDRAWALS_CANCEL)
@changes(WithdrawalShown)
def create_cancellation(withdrawal_id: str, json: NewCancellation) -> WithdrawalShown:
    """Take a withdrawal back that is not decided: the amount returns to the player's cash."""
    withdrawals.cancel(withdrawal_id, by=client(), version=preconditions.version_seen())
    return _withdrawal(withdrawal_id)


def _withdrawal(withdrawal_id: str) -> WithdrawalShown:
    return answers.withdrawal(*listings.withdrawal(withdrawal_id, brand_id=client().brand_id))
