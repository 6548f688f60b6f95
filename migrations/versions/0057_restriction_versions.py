"""A restriction makes a new version of its player."""

from migrations.sql_files import execute_file

revision = "0057"
down_revision = "0056"


def upgrade() -> None:
    execute_file("restriction_versions.sql")
