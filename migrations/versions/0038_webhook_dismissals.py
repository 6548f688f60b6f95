"""A dead letter of a webhook may be dismissed, with a reason."""

from migrations.sql_files import execute_file

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    execute_file("webhook_dismissals.sql")
