"""A quota for each API key."""

from migrations.sql_files import execute_file

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    execute_file("api_quota.sql")
