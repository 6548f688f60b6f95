"""One act on all that match a filter."""

from migrations.sql_files import execute_file

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    execute_file("bulk.sql")
