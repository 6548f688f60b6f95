"""Staff write notes about players; some stay on top of the record."""

from migrations.sql_files import execute_file

revision = "0048"
down_revision = "0047"


def upgrade() -> None:
    execute_file("player_notes.sql")
