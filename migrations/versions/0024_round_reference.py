"""A provider's own name for a round leads to it, however old it is: it is what providers ask about.

It costs a bet that opens a round one more index entry, of a name that lies anywhere in the index.
"""

from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.execute("create index round_reference on ledger.round (round_ref)")
