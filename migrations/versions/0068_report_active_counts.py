"""Players of an interval are one number for each day, whatever tells them apart."""

from migrations.sql_files import execute_file

revision = "0068"
down_revision = "0067"


def upgrade() -> None:
    execute_file("report_active_counts.sql")
