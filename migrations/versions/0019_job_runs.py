"""Background work as people see it: who asked, how far it is, what came of it."""

from migrations.sql_files import execute_file

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    execute_file("job_runs.sql")
