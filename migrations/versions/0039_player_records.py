"""Players are listed and found by name; who looks at the person behind one is kept."""

from migrations.sql_files import execute_file

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    execute_file("player_records.sql")
