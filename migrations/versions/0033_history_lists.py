"""History: a text that reads like a list is none."""

from migrations.sql_files import execute_file

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    execute_file("history_lists.sql")
