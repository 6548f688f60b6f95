"""The outbox: what other systems are to be told."""

from migrations.sql_files import execute_file

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    execute_file("outbox.sql")
