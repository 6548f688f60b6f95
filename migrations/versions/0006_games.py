"""Game providers, integrations with rotating keys, games and game sessions."""

from migrations.sql_files import execute_file

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    execute_file("games.sql")
