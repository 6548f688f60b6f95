"""Webhooks: endpoints, secrets, deliveries, attempts."""

from migrations.sql_files import execute_file

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    execute_file("webhooks.sql")
