"""Who may look at the components."""

from app.security.permissions import Permission, Template


class Styleguide(Permission):
    COMPONENTS_READ = (
        "styleguide.components.read",
        "Look at the components pages are made of.",
        Template.PLATFORM_ENGINEER,
        Template.HEAD_OF_OPERATIONS,
    )
