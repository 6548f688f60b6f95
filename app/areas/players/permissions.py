"""Who may look at players, and at the persons behind them."""

from app.security.permissions import Permission, Template

WHO_READ = (
    Template.SUPPORT,
    Template.PAYMENTS,
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.CRM,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)

WHO_PROTECT = (Template.FRAUD, Template.COMPLIANCE, Template.HEAD_OF_OPERATIONS)
# To take protection away is the sensitive act.
WHO_RELAX = (Template.COMPLIANCE, Template.HEAD_OF_OPERATIONS)
WHO_WRITE = (
    Template.SUPPORT,
    Template.PAYMENTS,
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.CRM,
    Template.HEAD_OF_OPERATIONS,
)
WHO_SEE_SESSIONS = (Template.SUPPORT, Template.FRAUD, Template.COMPLIANCE, Template.HEAD_OF_OPERATIONS)


class Players(Permission):
    NOTES_CREATE = "players.notes.create", *WHO_WRITE
    NOTES_READ = "players.notes.read", *WHO_WRITE, Template.AUDITOR
    PERSON_REVEAL = (
        "players.person.reveal",
        Template.SUPPORT,
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.HEAD_OF_OPERATIONS,
    )
    PLAYERS_EXPORT = (
        "players.players.export",
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )
    PLAYERS_REACTIVATE = "players.players.reactivate", *WHO_RELAX
    PLAYERS_READ = "players.players.read", *WHO_READ
    PLAYERS_SUSPEND = "players.players.suspend", *WHO_PROTECT
    RESTRICTIONS_CREATE = "players.restrictions.create", *WHO_PROTECT
    RESTRICTIONS_LIFT = "players.restrictions.lift", *WHO_RELAX
    # Why somebody is restricted is not told to those who speak with players.
    RESTRICTIONS_READ = "players.restrictions.read", *WHO_PROTECT, Template.PAYMENTS, Template.AUDITOR
    SESSIONS_END = "players.sessions.end", *WHO_SEE_SESSIONS
    SESSIONS_READ = "players.sessions.read", *WHO_SEE_SESSIONS, Template.AUDITOR
