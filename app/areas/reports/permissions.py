"""Who may look at figures."""

from app.security.permissions import Permission, Template


class Reports(Permission):
    FIGURES_READ = (
        "reports.figures.read",
        Template.COMPLIANCE,
        Template.GAME_OPERATIONS,
        Template.CRM,
        Template.FINANCE,
        Template.PRODUCT_ANALYST,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )
