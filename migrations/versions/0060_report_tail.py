"""The few calls that came since the fold are found by their ids."""

from migrations.sql_files import execute_file

revision = "0060"
down_revision = "0059"


def upgrade() -> None:
    execute_file("report_tail.sql")
