"""Adding up anew counts active days at the end, all at once."""

from migrations.sql_files import execute_file

revision = "0066"
down_revision = "0065"


def upgrade() -> None:
    execute_file("report_rebuild.sql")
