"""Adjustments, and how much each role may move."""

from migrations.sql_files import execute_file

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    execute_file("adjustments.sql")
