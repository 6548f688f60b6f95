"""Keys of payment providers, and the inbox of what they send."""

from migrations.sql_files import execute_file

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    execute_file("payment_webhooks.sql")
