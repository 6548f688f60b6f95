"""Staff, sessions that can be ended, and roles as data."""

from migrations.sql_files import execute_file

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    execute_file("access.sql")
