"""What may be played: stops, and the version by which wallets know of them."""

from migrations.sql_files import execute_file

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    execute_file("availability.sql")
