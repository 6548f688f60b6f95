"""Open sessions stand by themselves, by game and time."""

from migrations.sql_files import execute_file

revision = "0065"
down_revision = "0064"


def upgrade() -> None:
    execute_file("sessions_in_play.sql")
