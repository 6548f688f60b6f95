"""Payments of a house account lie together, newest last; bets and wins are in neither index."""

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.execute("""
        create index transfer_of_house_out on ledger.transfer (from_account, call_id)
          where kind >= 'deposit' and from_account < 0;
        create index transfer_of_house_in on ledger.transfer (to_account, call_id)
          where kind >= 'deposit' and to_account < 0;
        drop index ledger.call_payments;
    """)
