"""How many requests were answered, and how fast: what every process counted, added up."""

from migrations.sql_files import execute_file

revision = "0059"
down_revision = "0058"


def upgrade() -> None:
    execute_file("request_counts.sql")
