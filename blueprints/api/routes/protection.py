"""Suspending and restricting players, and taking that back."""

from app.areas.api.permissions import Api
from app.queries import listings
from app.security.decorators import Scheme, machine
from app.services import protection
from app.services.reasons import Reason
from blueprints.api import answers
from blueprints.api.contract import acts, client
from blueprints.api.routes import blueprint
from blueprints.api.schemas.players import NewLifting, NewReactivation, NewRestriction, NewSuspension, PlayerShown


@blueprint.post("/v1/players/<player_id>/suspension")
@machine(Scheme.API_KEY, Api.PLAYERS_SUSPEND)
@acts(PlayerShown)
def create_suspension(player_id: str, json: NewSuspension) -> PlayerShown:
    """Suspend a player at once: sessions end, and no bet commits after it."""
    protection.suspend(player_id, Reason(json.reason, json.reason_text), by=client())
    return _player(player_id)


@blueprint.post("/v1/players/<player_id>/reactivation")
@machine(Scheme.API_KEY, Api.PLAYERS_REACTIVATE)
@acts(PlayerShown)
def create_reactivation(player_id: str, json: NewReactivation) -> PlayerShown:
    """Let a suspended player in again; restrictions stay."""
    protection.reactivate(player_id, Reason(json.reason, json.reason_text), by=client())
    return _player(player_id)


@blueprint.post("/v1/players/<player_id>/restrictions")
@machine(Scheme.API_KEY, Api.RESTRICTIONS_CREATE)
@acts(PlayerShown)
def create_restriction(player_id: str, json: NewRestriction) -> PlayerShown:
    """Keep a player from betting, deposits or withdrawals."""
    reason = Reason(json.reason, json.reason_text)
    protection.restrict(player_id, json.kind, reason, until=json.until, by=client())
    return _player(player_id)


@blueprint.post("/v1/players/<player_id>/liftings")
@machine(Scheme.API_KEY, Api.RESTRICTIONS_LIFT)
@acts(PlayerShown)
def create_lifting(player_id: str, json: NewLifting) -> PlayerShown:
    """End a restriction."""
    protection.lift(player_id, json.kind, Reason(json.reason, json.reason_text), by=client())
    return _player(player_id)


def _player(player_id: str) -> PlayerShown:
    return answers.player(*listings.player(player_id, brand_id=client().brand_id))
