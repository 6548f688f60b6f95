"""Who may look at figures, and at the calls and players behind them."""

from app.security.permissions import Permission, Template

WHO_SEE_ROWS = (Template.COMPLIANCE, Template.FINANCE, Template.HEAD_OF_OPERATIONS, Template.AUDITOR)


class Reports(Permission):
    FIGURES_EXPORT = "reports.figures.export", *WHO_SEE_ROWS, Template.GAME_OPERATIONS, Template.PRODUCT_ANALYST
    FIGURES_READ = (
        "reports.figures.read",
        *WHO_SEE_ROWS,
        Template.GAME_OPERATIONS,
        Template.CRM,
        Template.PRODUCT_ANALYST,
    )
    ROWS_EXPORT = "reports.rows.export", *WHO_SEE_ROWS
    ROWS_READ = "reports.rows.read", *WHO_SEE_ROWS
