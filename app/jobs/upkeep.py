"""What keeps the house tidy and honest, by the clock."""

import structlog
from procrastinate import Blueprint

from app.services import upkeep as house

PRUNED_AT_ONCE = 10_000
VERIFIED_EACH_MINUTE = 50

log = structlog.get_logger()
upkeep = Blueprint()


@upkeep.periodic(cron="*/5 * * * *")
@upkeep.task(name="end_what_ran_out", queueing_lock="end_what_ran_out")
def end_what_ran_out(timestamp: int) -> None:
    """End staff sessions whose time is over and forgive old failures to sign in."""
    house.end_what_ran_out()


@upkeep.periodic(cron="17 * * * *")
@upkeep.task(name="prune_provider_calls", queueing_lock="prune_provider_calls")
def prune_provider_calls(timestamp: int) -> None:
    """Drop raw calls that are older than every profile of their brand asks for."""
    while house.prune_provider_calls(PRUNED_AT_ONCE) == PRUNED_AT_ONCE:
        pass


@upkeep.periodic(cron="* * * * *")
@upkeep.task(name="verify_some_players", queueing_lock="verify_some_players")
def verify_some_players(timestamp: int) -> None:
    """Recompute the next few players from their first transfer on; in time everybody's turn comes."""
    for fault in house.faults_of_some_players(turn=timestamp // 60, size=VERIFIED_EACH_MINUTE):
        log.error("ledger fault", **fault)
