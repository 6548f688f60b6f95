"""Daily rates of currencies, kept for ever and corrected by further rows."""

from migrations.sql_files import execute_file

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    execute_file("currency_rates.sql")
