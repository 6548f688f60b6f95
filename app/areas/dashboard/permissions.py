"""Who sees how the day goes; each part of it also takes the right to what it shows."""

from app.security.permissions import Permission, Template


class Dashboard(Permission):
    TODAY_READ = (
        "dashboard.today.read",
        Template.PAYMENTS,
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.GAME_OPERATIONS,
        Template.CRM,
        Template.FINANCE,
        Template.PLATFORM_ENGINEER,
        Template.PRODUCT_ANALYST,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )
