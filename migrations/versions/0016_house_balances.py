"""What house accounts hold, folded from their transfers; journal entries found by their id."""

from migrations.sql_files import execute_file

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    execute_file("ledger_house_balances.sql")
