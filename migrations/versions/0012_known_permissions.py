"""What permissions an installation has seen: a new one reaches the role templates once."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute("""
        create table known_permission (permission text primary key);
        insert into known_permission select distinct permission from role_permission;
        grant select, insert on known_permission to countroom_app;
    """)
