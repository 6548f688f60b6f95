"""Webhooks: endpoints, secrets, deliveries, attempts."""

from migrations.sql_files import execute_file

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    execute_file("webhooks.sql")
