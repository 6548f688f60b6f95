"""Recomputes the ledger and names every fault."""

from migrations.sql_files import execute_file

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    execute_file("ledger_verify.sql")
