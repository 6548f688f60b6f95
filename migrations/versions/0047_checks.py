"""Signs of life of the servers, and what each check of the house was last judged to be."""

from migrations.sql_files import execute_file

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    execute_file("checks.sql")
