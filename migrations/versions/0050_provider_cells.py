"""How providers' calls fare, in cells that a job folds."""

from migrations.sql_files import execute_file

revision = "0050"
down_revision = "0048"


def upgrade() -> None:
    execute_file("provider_cells.sql")
