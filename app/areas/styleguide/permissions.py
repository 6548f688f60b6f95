"""Who may look at the components."""

from app.security.permissions import Permission, Template


class Styleguide(Permission):
    COMPONENTS_READ = "styleguide.components.read", Template.PLATFORM_ENGINEER, Template.HEAD_OF_OPERATIONS
