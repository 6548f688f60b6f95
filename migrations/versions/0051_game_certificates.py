"""Certificates of games."""

from migrations.sql_files import execute_file

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    execute_file("game_certificates.sql")
