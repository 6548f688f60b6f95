"""One act on all that match a filter."""

from migrations.sql_files import execute_file

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    execute_file("bulk.sql")
