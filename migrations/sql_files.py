"""Runs a file of SQL as it stands: through the driver, so that `:=` and `%` mean what they mean in SQL."""

from pathlib import Path

from alembic import op

FOLDER = Path(__file__).parent / "sql"


def execute_file(name: str) -> None:
    """Run `migrations/sql/<name>` inside the migration's transaction."""
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute((FOLDER / name).read_text())
