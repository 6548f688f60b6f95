"""Players are found by the beginning of their e-mail address."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.execute("create index player_person_email_start on player_person (lower(email) text_pattern_ops)")
