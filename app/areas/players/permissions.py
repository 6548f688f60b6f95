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


class Players(Permission):
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
    PLAYERS_READ = "players.players.read", *WHO_READ
