"""The one write path of the ledger."""

from migrations.sql_files import execute_file

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for part in ("writers", "play", "group", "payments", "wallets"):
        execute_file(f"ledger_{part}.sql")
