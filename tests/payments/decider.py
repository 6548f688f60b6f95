"""A process that decides about every open withdrawal, says what it did, and may be killed at any moment."""

import random
import sys

from sqlalchemy import select

from app import create_app
from app.extensions import db
from app.ids import outside
from app.models.staff import Staff
from app.models.withdrawal import Withdrawal
from app.services import payouts, withdrawals
from app.services.withdrawals import Decision
from tests.payments.till import CLIENT


def decide(withdrawal: str, by: Staff) -> str:
    verb = random.choice(("approve", "reject", "cancel"))
    if verb == "approve":
        return withdrawals.approve(withdrawal, Decision(), by=by).state
    if verb == "reject":
        return withdrawals.reject(withdrawal, Decision(reason_code="identity"), by=by).state
    return withdrawals.cancel(withdrawal, by=CLIENT).state


def tell(withdrawal: str, state: str) -> None:
    sys.stdout.write(f"{withdrawal} {state}\n")
    sys.stdout.flush()


def main(email: str) -> None:
    app = create_app("command")
    with app.app_context():
        opened = select(Withdrawal.public_id).where(Withdrawal.state == "requested").order_by(Withdrawal.id)
        waiting = [outside("wd", public_id) for public_id in db.session.scalars(opened)]
    for withdrawal in waiting:
        with app.app_context():
            state = decide(withdrawal, db.session.scalars(select(Staff).where(Staff.email == email)).one())
            tell(withdrawal, state)
            if state == "approved":
                tell(withdrawal, payouts.submit(withdrawal).state)


if __name__ == "__main__":
    main(sys.argv[1])
