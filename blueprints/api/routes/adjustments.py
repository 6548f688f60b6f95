"""What tools ask staff to give or take by hand."""

from app.areas.api.permissions import Api
from app.queries import listings
from app.security.decorators import Scheme, machine
from app.services import adjustments, players
from blueprints.api import answers, filters, paging
from blueprints.api.contract import client, creates, lists, shows
from blueprints.api.routes import blueprint
from blueprints.api.schemas.filters import AdjustmentPaging
from blueprints.api.schemas.payments import AdjustmentList, AdjustmentShown, NewAdjustment


@blueprint.post("/v1/players/<player_id>/adjustments")
@machine(Scheme.API_KEY, Api.ADJUSTMENTS_CREATE)
@creates(AdjustmentShown)
def create_adjustment(player_id: str, json: NewAdjustment) -> AdjustmentShown:
    """Ask staff to give or take by hand: no money moves until one of them decides."""
    wanted = adjustments.Wanted(json.currency, json.purse, json.amount_minor, json.reason, json.reason_text)
    return _adjustment(adjustments.request(player_id, wanted, by=client()).outside_id)


@blueprint.get("/v1/players/<player_id>/adjustments")
@machine(Scheme.API_KEY, Api.ADJUSTMENTS_READ)
@lists(AdjustmentList)
def list_adjustments(player_id: str, query: AdjustmentPaging) -> AdjustmentList:
    """List what was given to a player or taken by hand, or asked for."""
    player = players.find(player_id, by=client())
    found = listings.adjustments(paging.window(query), filters.adjustments(query), player_id=player.id)
    return paging.listed(AdjustmentList, found, answers.adjustment)


@blueprint.get("/v1/adjustments/<adjustment_id>")
@machine(Scheme.API_KEY, Api.ADJUSTMENTS_READ)
@shows(AdjustmentShown)
def show_adjustment(adjustment_id: str) -> AdjustmentShown:
    """Show an adjustment."""
    return _adjustment(adjustment_id)


def _adjustment(adjustment_id: str) -> AdjustmentShown:
    return answers.adjustment(*listings.adjustment(adjustment_id, brand_id=client().brand_id))
