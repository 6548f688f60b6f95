"""Who may look at money, and who may move it."""

from app.security.permissions import Permission, Template

WHO_READ = (
    Template.SUPPORT,
    Template.PAYMENTS,
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.FINANCE,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)


class Payments(Permission):
    DEPOSITS_READ = "payments.deposits.read", *WHO_READ
    LEDGER_READ = (
        "payments.ledger.read",
        Template.PAYMENTS,
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.FINANCE,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )
