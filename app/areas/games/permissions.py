"""Who may look at rounds, and at what providers sent."""

from app.security.permissions import Permission, Template

IN_DETAIL = (
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.GAME_OPERATIONS,
    Template.PLATFORM_ENGINEER,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)


WHO_EXPORT = (
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.GAME_OPERATIONS,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)


class Games(Permission):
    CALLS_EXPORT = "games.calls.export", *WHO_EXPORT
    CALLS_READ = "games.calls.read", "Read what game providers sent and were answered.", *IN_DETAIL
    ROUNDS_EXPORT = "games.rounds.export", *WHO_EXPORT, Template.FINANCE
    ROUNDS_READ = (
        "games.rounds.read",
        *IN_DETAIL,
        Template.SUPPORT,
        Template.PAYMENTS,
        Template.CRM,
        Template.FINANCE,
        Template.PRODUCT_ANALYST,
    )
