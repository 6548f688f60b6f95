"""What an operator may decide about signing in."""

from datetime import timedelta

from app.areas.auth.permissions import Auth
from app.settings import Duration, Whole

SESSION_LENGTH = Duration(
    key="auth.session_length",
    default=timedelta(hours=8),
    least=timedelta(minutes=5),
    most=timedelta(days=1),
    sentence="A staff session ends this long after its sign-in, whatever happens in it.",
    changed_by=Auth.SETTINGS_UPDATE,
)
SESSION_IDLE = Duration(
    key="auth.session_idle",
    default=timedelta(minutes=30),
    least=timedelta(minutes=2),
    most=timedelta(hours=8),
    sentence="A staff session ends when nobody was at it for this long.",
    changed_by=Auth.SETTINGS_UPDATE,
)
FREE_FAILURES = Whole(
    key="auth.free_failures",
    default=5,
    least=3,
    most=20,
    sentence="After this many failed sign-ins an account has to wait, twice as long each time.",
    changed_by=Auth.SETTINGS_UPDATE,
)
LONGEST_WAIT = Duration(
    key="auth.longest_wait",
    default=timedelta(minutes=15),
    least=timedelta(minutes=1),
    most=timedelta(days=1),
    sentence="Failed sign-ins make an account or an address wait no longer than this.",
    changed_by=Auth.SETTINGS_UPDATE,
)
