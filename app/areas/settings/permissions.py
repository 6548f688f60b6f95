"""Who may look at what the house has decided. Who may decide it, each setting says itself."""

from app.security.permissions import Permission, Template

LOOKING = (
    Template.COMPLIANCE,
    Template.FINANCE,
    Template.SECURITY_ADMINISTRATOR,
    Template.PLATFORM_ENGINEER,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)


class Settings(Permission):
    BRANDS_READ = "settings.brands.read", *LOOKING
    PROFILES_VERSION = "settings.profiles.version", Template.COMPLIANCE, Template.HEAD_OF_OPERATIONS
    VALUES_READ = "settings.values.read", *LOOKING
