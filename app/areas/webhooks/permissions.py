"""Who may look at webhooks, change their endpoints, and send again."""

from app.security.permissions import Permission, Template

LOOKING = (Template.PLATFORM_ENGINEER, Template.HEAD_OF_OPERATIONS, Template.AUDITOR)


class Webhooks(Permission):
    DELIVERIES_READ = "webhooks.deliveries.read", *LOOKING
    DELIVERIES_REPLAY = "webhooks.deliveries.replay", "Send a webhook again.", Template.PLATFORM_ENGINEER
    ENDPOINTS_MANAGE = (
        "webhooks.endpoints.manage",
        "Add receivers of webhooks, stop them, and change their secrets.",
        Template.PLATFORM_ENGINEER,
    )
    ENDPOINTS_READ = "webhooks.endpoints.read", *LOOKING
