"""Calls are added up by keys alone, however many they are."""

from migrations.sql_files import execute_file

revision = "0053"
down_revision = "0052"


def upgrade() -> None:
    execute_file("report_moved.sql")
