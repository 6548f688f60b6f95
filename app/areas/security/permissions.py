"""Who may look after staff: who works here, in which roles, and in which sessions."""

from app.security.permissions import Permission, Risk, Template

LOOKING = (Template.SECURITY_ADMINISTRATOR, Template.HEAD_OF_OPERATIONS, Template.AUDITOR)
# Whoever answers for the evening may stop somebody at once; undoing that is for those who guard access.
STOPPING = (Template.SECURITY_ADMINISTRATOR, Template.HEAD_OF_OPERATIONS)


class Security(Permission):
    ROLES_ASSIGN = (
        "security.roles.assign",
        "Give roles to staff and take them.",
        Risk.CRITICAL,
        Template.SECURITY_ADMINISTRATOR,
    )
    ROLES_MANAGE = (
        "security.roles.manage",
        "Change what each role may, and give any of them.",
        Risk.CRITICAL,
        Template.SECURITY_ADMINISTRATOR,
    )
    ROLES_READ = "security.roles.read", "Read what each role may, and who holds it.", *LOOKING
    SESSIONS_END = "security.sessions.end", "Sign staff out.", *STOPPING
    SETTINGS_UPDATE = (
        "security.settings.update",
        "Change the settings of staff and roles.",
        Template.SECURITY_ADMINISTRATOR,
    )
    STAFF_ADD = (
        "security.staff.add",
        "Add staff, and make the link by which they set a password.",
        Risk.CRITICAL,
        Template.SECURITY_ADMINISTRATOR,
    )
    STAFF_DISABLE = "security.staff.disable", "Stop a member of staff at once.", *STOPPING
    STAFF_ENABLE = (
        "security.staff.enable",
        "Let a disabled member of staff in again.",
        Risk.CRITICAL,
        Template.SECURITY_ADMINISTRATOR,
    )
    STAFF_READ = "security.staff.read", "Read who works here, with their sessions and what they did.", *LOOKING
