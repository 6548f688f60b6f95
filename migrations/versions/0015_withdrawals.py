"""Withdrawals and their history."""

from migrations.sql_files import execute_file

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    execute_file("withdrawals.sql")
