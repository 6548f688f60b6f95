"""The order of transactions holds across a restore into another cluster."""

from migrations.sql_files import execute_file

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    execute_file("places.sql")
