"""Every request of a game provider with its answer, byte for byte."""

from migrations.sql_files import execute_file

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    execute_file("provider_calls.sql")
