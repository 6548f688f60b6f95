"""Who may act on many at once at all; what may be done to which list is that list's own permission."""

from app.security.permissions import Permission, Template

WHO_ACT = (Template.PAYMENTS, Template.HEAD_OF_OPERATIONS)


class Bulk(Permission):
    OWN_READ = "bulk.own.read", "Read one’s own acts on many.", *WHO_ACT
    OWN_START = "bulk.own.start", "Act on many at once, where the act itself is permitted.", *WHO_ACT
    SETTINGS_UPDATE = "bulk.settings.update", "Change the settings of acts on many.", Template.SECURITY_ADMINISTRATOR
