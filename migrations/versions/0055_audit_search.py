"""The audit log is searched by what was done and by how it ended."""

from migrations.sql_files import execute_file

revision = "0055"
down_revision = "0054"


def upgrade() -> None:
    execute_file("audit_search.sql")
