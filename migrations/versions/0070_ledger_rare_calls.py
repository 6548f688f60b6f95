"""What is rare among calls is found by an index of its own."""

from migrations.sql_files import execute_file

revision = "0070"
down_revision = "0069"


def upgrade() -> None:
    execute_file("ledger_rare_calls.sql")
