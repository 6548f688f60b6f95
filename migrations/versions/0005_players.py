"""Players, with personal data in one table of its own."""

from migrations.sql_files import execute_file

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    execute_file("players.sql")
