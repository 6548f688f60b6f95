"""Accounts, calls, transfers and rounds: where money stands and why."""

from migrations.sql_files import execute_file

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    execute_file("ledger_tables.sql")
