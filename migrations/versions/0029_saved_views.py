"""Views of lists that staff keep under a name."""

from migrations.sql_files import execute_file

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    execute_file("saved_views.sql")
