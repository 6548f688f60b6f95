"""What came since the fold is dated by the quarter of an hour, not call by call."""

from migrations.sql_files import execute_file

revision = "0069"
down_revision = "0068"


def upgrade() -> None:
    execute_file("report_tail_days.sql")
