"""Who may take files out at all; what may be taken out of which list is that list's own permission."""

from app.security.permissions import Permission, Template

WHO_EXPORT = (
    Template.PAYMENTS,
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.GAME_OPERATIONS,
    Template.FINANCE,
    Template.PLATFORM_ENGINEER,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)


class Exports(Permission):
    OWN_READ = "exports.own.read", "Fetch the files one asked for oneself.", *WHO_EXPORT
    SETTINGS_UPDATE = "exports.settings.update", "Change the settings of exports.", Template.SECURITY_ADMINISTRATOR
