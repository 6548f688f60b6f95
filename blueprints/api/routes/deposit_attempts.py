"""Money that is about to come in: what a player set out to pay, and what became of it."""

from app.areas.api.permissions import Api
from app.queries import attempt_listings
from app.queries.keyset import AnyRow
from app.security.decorators import Scheme, machine
from app.services import deposit_attempts, players
from blueprints.api import answers, paging
from blueprints.api.contract import client, creates, lists, shows
from blueprints.api.routes import blueprint
from blueprints.api.schemas.deposit_attempts import DepositAttemptList, DepositAttemptShown, NewDepositAttempt
from blueprints.api.schemas.lists import Paging


@blueprint.post("/v1/players/<player_id>/deposit-attempts")
@machine(Scheme.API_KEY, Api.DEPOSIT_ATTEMPTS_CREATE)
@creates(DepositAttemptShown)
def create_deposit_attempt(player_id: str, json: NewDepositAttempt) -> DepositAttemptShown:
    """Note what a player is about to pay: nothing moves until the payment provider reports on it."""
    attempt = deposit_attempts.start(player_id, deposit_attempts.Wanted(**json.model_dump()), by=client())
    return _attempt(attempt.outside_id)


@blueprint.get("/v1/players/<player_id>/deposit-attempts")
@machine(Scheme.API_KEY, Api.DEPOSIT_ATTEMPTS_READ)
@lists(DepositAttemptList)
def list_deposit_attempts_of_player(player_id: str, query: Paging) -> DepositAttemptList:
    """List what a player set out to pay."""
    player = players.find(player_id, by=client())
    found = attempt_listings.of_player(player.id, paging.window(query))
    return paging.listed(DepositAttemptList, found, answers.deposit_attempt)


@blueprint.get("/v1/deposit-attempts/<deposit_attempt_id>")
@machine(Scheme.API_KEY, Api.DEPOSIT_ATTEMPTS_READ)
@shows(DepositAttemptShown)
def show_deposit_attempt(deposit_attempt_id: str) -> DepositAttemptShown:
    """Show an attempt to deposit."""
    return _attempt(deposit_attempt_id)


def _attempt(deposit_attempt_id: str) -> DepositAttemptShown:
    row: AnyRow = attempt_listings.one(deposit_attempt_id, brand_id=client().brand_id)
    return answers.deposit_attempt(*row)
