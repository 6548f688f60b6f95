"""Players are suspended and restricted, with a reason and a history, in one transaction with the ledger."""

from migrations.sql_files import execute_file

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    execute_file("player_protection.sql")
