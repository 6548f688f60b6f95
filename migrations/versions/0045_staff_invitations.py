"""Staff set their first password by a link that is good once."""

from migrations.sql_files import execute_file

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    execute_file("staff_invitations.sql")
