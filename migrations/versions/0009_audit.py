"""The append-only audit log."""

from migrations.sql_files import execute_file

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    execute_file("audit.sql")
