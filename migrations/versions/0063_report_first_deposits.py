"""A first deposit tells when it happened."""

from migrations.sql_files import execute_file

revision = "0063"
down_revision = "0062"


def upgrade() -> None:
    execute_file("report_first_deposits.sql")
