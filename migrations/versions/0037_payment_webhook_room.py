"""The inbox of payment providers keeps no more than it has room for."""

from migrations.sql_files import execute_file

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    execute_file("payment_webhook_room.sql")
