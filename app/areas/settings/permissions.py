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
    CURRENCY_UPDATE = "settings.currency.update", Template.HEAD_OF_OPERATIONS
    MAINTENANCE_BEGIN = (
        "settings.maintenance.begin",
        Template.SECURITY_ADMINISTRATOR,
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
    )
    MAINTENANCE_END = "settings.maintenance.end", Template.PLATFORM_ENGINEER, Template.HEAD_OF_OPERATIONS
    PROFILES_VERSION = "settings.profiles.version", Template.COMPLIANCE, Template.HEAD_OF_OPERATIONS
    RATES_ENTER = "settings.rates.enter", Template.FINANCE, Template.HEAD_OF_OPERATIONS
    RATES_READ = "settings.rates.read", *LOOKING
    REGISTRATION_UPDATE = "settings.registration.update", Template.COMPLIANCE, Template.HEAD_OF_OPERATIONS
    SWITCHES_READ = "settings.switches.read", *LOOKING
    VALUES_READ = "settings.values.read", *LOOKING
