"""What the dashboard asks of today is planned once."""

from migrations.sql_files import execute_file

revision = "0067"
down_revision = "0066"


def upgrade() -> None:
    execute_file("report_day_lately.sql")
