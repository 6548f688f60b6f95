"""The tail of events has an index in its own order."""

from migrations.sql_files import execute_file

revision = "0061"
down_revision = "0060"


def upgrade() -> None:
    execute_file("audit_tail.sql")
