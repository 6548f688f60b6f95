"""No single call fills what sums are kept in."""

from migrations.sql_files import execute_file

revision = "0072"
down_revision = "0071"


def upgrade() -> None:
    execute_file("ledger_largest_amount.sql")
