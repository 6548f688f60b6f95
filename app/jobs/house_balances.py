"""Keeps the house's balances up with what moved. `timestamp` is when a job was due, in seconds."""

from app.services import house_balances

FOLDED_AT_ONCE = 20_000


def fold_house_balances(timestamp: int) -> None:
    """Fold what was decided since the last time, in several transactions when it is much."""
    while house_balances.fold(FOLDED_AT_ONCE) >= FOLDED_AT_ONCE:
        pass


TASKS = {"fold_house_balances": fold_house_balances}
SCHEDULE = {"fold_house_balances": "* * * * *"}
