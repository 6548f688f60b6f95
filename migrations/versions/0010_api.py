"""API keys, remembered answers and deposits."""

from migrations.sql_files import execute_file

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    execute_file("api.sql")
