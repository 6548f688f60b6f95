"""The views of the queue: which withdrawals each shows, and in which order."""

from sqlalchemy import func

from app.errors import NotFound
from app.models.withdrawal import State, Withdrawal
from app.queries.keyset import Condition
from app.queries.withdrawal_queue import AWAITS
from app.queries.withdrawals import BY_TIME_LEFT, NEWEST_FIRST, OLDEST_FIRST

VIEWS = {"": "Waiting", "mine": "Mine", "under-way": "Being paid", "failed": "Failed", "all": "All"}
ORDERS = {"": BY_TIME_LEFT, "mine": BY_TIME_LEFT, "under-way": OLDEST_FIRST}


def conditions(view: str, staff_id: int) -> list[Condition]:
    """What a withdrawal must meet to be shown to this person; raises NotFound for a view we do not have."""
    if view not in VIEWS:
        raise NotFound("There is no such view of the withdrawals.")
    mine = [Withdrawal.claimed_by == staff_id, Withdrawal.claimed_until > func.now()]
    shown: dict[str, list[Condition]] = {
        "": [AWAITS],
        "mine": [AWAITS, *mine],
        "under-way": [Withdrawal.state.in_([State.APPROVED, State.SUBMITTED])],
        "failed": [Withdrawal.state == State.FAILED],
    }
    return shown.get(view, [])


def order(view: str) -> str:
    return ORDERS.get(view, NEWEST_FIRST)
