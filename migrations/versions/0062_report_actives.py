"""Players of an interval are counted by the active day before, not one by one."""

from migrations.sql_files import execute_file

revision = "0062"
down_revision = "0061"


def upgrade() -> None:
    execute_file("report_actives.sql")
