"""Who may change how staff sign in."""

from app.security.permissions import Permission, Template


class Auth(Permission):
    SETTINGS_UPDATE = "auth.settings.update", "Change the settings of signing in.", Template.SECURITY_ADMINISTRATOR
