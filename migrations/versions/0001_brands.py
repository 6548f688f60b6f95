"""Brands, licences and the dated rules they play by."""

from migrations.sql_files import execute_file

revision = "0001"
down_revision = None


def upgrade() -> None:
    execute_file("brands.sql")
