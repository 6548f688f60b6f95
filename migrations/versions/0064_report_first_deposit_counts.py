"""First deposits are counted by day, counts of players are read in order, what came since the fold is planned once."""

from migrations.sql_files import execute_file

revision = "0064"
down_revision = "0063"


def upgrade() -> None:
    execute_file("report_first_deposit_counts.sql")
