"""Versions of a jurisdiction's rules: who decided them and why, one after the other, none of them edited."""

from migrations.sql_files import execute_file

revision = "0042"
down_revision = "0041"


def upgrade() -> None:
    execute_file("jurisdiction_versions.sql")
