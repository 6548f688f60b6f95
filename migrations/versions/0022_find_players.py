"""Players are found by the beginning of their e-mail address."""

from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.execute("create index player_person_email_start on player_person (lower(email) text_pattern_ops)")
