"""Approved withdrawals go to their payment provider. Asked twice with one reference, it pays once."""

from app.jobs.tasks import Backoff, Task
from app.services import payouts


def submit_withdrawal(withdrawal_id: str) -> None:
    """Ask for the payout; what was submitted before is left alone."""
    payouts.submit(withdrawal_id)


TASKS = {"submit_withdrawal": Task(submit_withdrawal, retry=Backoff(attempts=10, seconds=5))}
