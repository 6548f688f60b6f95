"""Who may look at money, and who may move it."""

from app.security.permissions import Permission, Risk, Template

WHO_READ = (
    Template.SUPPORT,
    Template.PAYMENTS,
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.FINANCE,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)

WHO_DECIDE = (Template.PAYMENTS, Template.HEAD_OF_OPERATIONS)


WHO_EXPORT = (
    Template.PAYMENTS,
    Template.FRAUD,
    Template.COMPLIANCE,
    Template.FINANCE,
    Template.HEAD_OF_OPERATIONS,
    Template.AUDITOR,
)


class Payments(Permission):
    ADJUSTMENTS_CREDIT = (
        "payments.adjustments.credit",
        "Give players money by hand, within the role’s limits.",
        Risk.CRITICAL,
        Template.SUPPORT,
        Template.PAYMENTS,
        Template.FINANCE,
        Template.HEAD_OF_OPERATIONS,
    )
    ADJUSTMENTS_DEBIT = (
        "payments.adjustments.debit",
        "Take money from players by hand, within the role’s limits.",
        Risk.CRITICAL,
        Template.PAYMENTS,
        Template.FINANCE,
        Template.HEAD_OF_OPERATIONS,
    )
    ADJUSTMENTS_EXPORT = "payments.adjustments.export", *WHO_EXPORT
    ADJUSTMENTS_READ = "payments.adjustments.read", *WHO_READ
    DEPOSITS_EXPORT = "payments.deposits.export", *WHO_EXPORT
    DEPOSITS_READ = "payments.deposits.read", *WHO_READ
    LEDGER_EXPORT = "payments.ledger.export", *WHO_EXPORT
    LEDGER_READ = (
        "payments.ledger.read",
        Template.PAYMENTS,
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.FINANCE,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )
    SETTINGS_UPDATE = "payments.settings.update", "Change the settings of payments.", Template.HEAD_OF_OPERATIONS
    WEBHOOKS_READ = (
        "payments.webhooks.read",
        "Read what payment providers told.",
        Template.PAYMENTS,
        Template.FRAUD,
        Template.COMPLIANCE,
        Template.HEAD_OF_OPERATIONS,
        Template.AUDITOR,
    )
    WEBHOOKS_SETTLE = (
        "payments.webhooks.settle",
        "Note what a contradiction of a payment provider was.",
        Risk.HIGH,
        *WHO_DECIDE,
    )
    WITHDRAWALS_APPROVE = "payments.withdrawals.approve", "Pay withdrawals out.", Risk.CRITICAL, *WHO_DECIDE
    WITHDRAWALS_EXPORT = "payments.withdrawals.export", *WHO_EXPORT
    WITHDRAWALS_READ = "payments.withdrawals.read", *WHO_READ
    WITHDRAWALS_REJECT = (
        "payments.withdrawals.reject",
        "Reject withdrawals: the player has the money again.",
        Risk.CRITICAL,
        *WHO_DECIDE,
    )
