"""Adding calls up costs two thirds of what it did."""

from migrations.sql_files import execute_file

revision = "0071"
down_revision = "0070"


def upgrade() -> None:
    execute_file("report_fold.sql")
