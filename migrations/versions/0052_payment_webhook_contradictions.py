"""Payment webhooks are of the brand whose record they name; a contradiction is looked into by a person."""

from migrations.sql_files import execute_file

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    execute_file("payment_webhook_contradictions.sql")
