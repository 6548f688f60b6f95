"""Alerts of checks that passed their threshold, and messages of the whole house."""

from migrations.sql_files import execute_file

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    execute_file("alerts.sql")
