"""The tabs of refused webhooks and of those taken before have indexes of their own."""

from migrations.sql_files import execute_file

revision = "0058"
down_revision = "0057"


def upgrade() -> None:
    execute_file("payment_webhooks_by_verdict.sql")
