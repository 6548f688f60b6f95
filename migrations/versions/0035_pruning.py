"""What goes when its time is over."""

from migrations.sql_files import execute_file

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    execute_file("pruning.sql")
