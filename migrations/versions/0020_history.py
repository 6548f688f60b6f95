"""History of another platform: staging, the importer's functions, and the ledger's verifier knowing of it."""

from migrations.sql_files import execute_file

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    for part in ("tables", "reading", "posting"):
        execute_file(f"history_{part}.sql")
