"""Keys of the API's lists, and the version of a player."""

from migrations.sql_files import execute_file

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    execute_file("api_lists.sql")
