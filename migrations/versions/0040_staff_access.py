"""Staff are disabled with a reason, sessions and roles have names of their own, and somebody always guards access."""

from migrations.sql_files import execute_file

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    execute_file("staff_access.sql")
