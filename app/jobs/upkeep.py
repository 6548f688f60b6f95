"""What keeps the house tidy and honest, by the clock. `timestamp` is when a job was due, in seconds."""

import structlog

from app.services import upkeep

PRUNED_AT_ONCE = 10_000
VERIFIED_EACH_MINUTE = 50

log = structlog.get_logger()


def end_what_ran_out(timestamp: int) -> None:
    """End staff sessions whose time is over and forgive old failures to sign in."""
    upkeep.end_what_ran_out()


def prune_provider_calls(timestamp: int) -> None:
    """Drop raw calls that are older than every profile of their brand asks for."""
    while upkeep.prune_provider_calls(PRUNED_AT_ONCE) == PRUNED_AT_ONCE:
        pass


def verify_some_players(timestamp: int) -> None:
    """Recompute the next few players from their first transfer on; in time everybody's turn comes."""
    for fault in upkeep.faults_of_some_players(turn=timestamp // 60, size=VERIFIED_EACH_MINUTE):
        log.error("ledger fault", **fault)


TASKS = {
    "end_what_ran_out": end_what_ran_out,
    "prune_provider_calls": prune_provider_calls,
    "verify_some_players": verify_some_players,
}
SCHEDULE = {
    "end_what_ran_out": "*/5 * * * *",
    "prune_provider_calls": "17 * * * *",
    "verify_some_players": "* * * * *",
}
