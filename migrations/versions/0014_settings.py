"""Settings as data: what operators decide about their house."""

from migrations.sql_files import execute_file

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    execute_file("settings.sql")
