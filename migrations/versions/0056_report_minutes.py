"""What was taken minute by minute, so that a day so far has something to be compared with."""

from migrations.sql_files import execute_file

revision = "0056"
down_revision = "0055"


def upgrade() -> None:
    execute_file("report_minutes.sql")
