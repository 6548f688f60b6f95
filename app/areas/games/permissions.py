"""Who may look at rounds, at what providers sent and at what is offered, and who may stop play and let it go on."""

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

WHO_READ = (
    *IN_DETAIL,
    Template.SUPPORT,
    Template.PAYMENTS,
    Template.CRM,
    Template.FINANCE,
    Template.PRODUCT_ANALYST,
)


class Games(Permission):
    AVAILABILITY_DISABLE = (
        "games.availability.disable",
        "Stop new bets on games, providers and integrations.",
        Template.GAME_OPERATIONS,
        Template.COMPLIANCE,
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
    )
    AVAILABILITY_ENABLE = (
        "games.availability.enable",
        "Let what was stopped be played again.",
        Template.GAME_OPERATIONS,
        Template.HEAD_OF_OPERATIONS,
    )
    CALLS_EXPORT = "games.calls.export", *WHO_EXPORT
    CALLS_READ = "games.calls.read", "Read what game providers sent and were answered.", *IN_DETAIL
    CATALOGUE_READ = "games.catalogue.read", "Read which games are offered, and what is stopped.", *WHO_READ
    CERTIFICATES_MANAGE = (
        "games.certificates.manage",
        "Add certificates of games, and withdraw them.",
        Template.GAME_OPERATIONS,
        Template.COMPLIANCE,
    )
    KEYS_MANAGE = (
        "games.keys.manage",
        "Add and retire the keys that game providers sign with.",
        Template.PLATFORM_ENGINEER,
    )
    PROVIDERS_READ = "games.providers.read", "Read how game providers and integrations fare.", *IN_DETAIL
    ROUNDS_EXPORT = "games.rounds.export", *WHO_EXPORT, Template.FINANCE
    ROUNDS_READ = "games.rounds.read", *WHO_READ
    SITE_DISABLE = (
        "games.site.disable",
        "Stop new bets on everything, of a brand or of all.",
        Template.COMPLIANCE,
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
    )
    SITE_ENABLE = "games.site.enable", "Let everything be played again.", Template.HEAD_OF_OPERATIONS
