"""A secret of a webhook endpoint is rotated once for a form."""

from migrations.sql_files import execute_file

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    execute_file("webhook_once.sql")
