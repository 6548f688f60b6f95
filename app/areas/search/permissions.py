"""Who may look for records, and who for players by what we know of the person."""

from app.security.permissions import Permission, Template


class Search(Permission):
    PLAYERS_FIND = (
        "search.players.find",
        "Find players by name, e-mail address or telephone.",
        Template.SUPPORT,
        Template.PAYMENTS,
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.CRM,
        Template.HEAD_OF_OPERATIONS,
    )
    RECORDS_FIND = "search.records.find", "Find records by their identifiers.", *Template
