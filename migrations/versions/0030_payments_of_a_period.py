"""How late the latest payment was recorded: a search through the payments of a period ends there."""

from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.execute("""
        create index deposit_lateness on deposit ((uuid_extract_timestamp(public_id) - occurred_at));
        create index withdrawal_lateness on withdrawal ((uuid_extract_timestamp(public_id) - occurred_at));
    """)
