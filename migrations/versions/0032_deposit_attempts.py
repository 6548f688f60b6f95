"""Attempts to deposit and their history; what a webhook calls the thing that it is about."""

from migrations.sql_files import execute_file

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    execute_file("deposit_attempts.sql")
