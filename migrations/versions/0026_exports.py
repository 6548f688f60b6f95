"""Files that staff took out of a list."""

from migrations.sql_files import execute_file

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    execute_file("exports.sql")
