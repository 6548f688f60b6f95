"""Background jobs: procrastinate's own tables in a schema of their own, and what the jobs may do as the owner.

The package brings its schema as SQL; a later version of it brings the steps from this one, for a migration then.
"""

from alembic import op
from procrastinate.schema import SchemaManager

from migrations.sql_files import execute_file

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute("create schema procrastinate")
        cursor.execute("set local search_path = procrastinate")
        cursor.execute(SchemaManager.get_schema())
        cursor.execute("set local search_path = public")
    execute_file("jobs.sql")
