"""What reports add up, folded from the calls of the ledger; test players, who count in none of it."""

from migrations.sql_files import execute_file

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    execute_file("report_cells.sql")
