"""What house accounts hold, folded from their transfers; journal entries found by their id."""

from migrations.sql_files import execute_file

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    execute_file("ledger_house_balances.sql")
