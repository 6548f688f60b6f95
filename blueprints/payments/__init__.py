"""Payments: what comes in and goes out, and the books behind it."""

from app.areas.payments.permissions import Payments
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.payments.adjustments import routes as adjustments
from blueprints.payments.adjustments.filters import AdjustmentFilters
from blueprints.payments.area import blueprint
from blueprints.payments.attempts import routes as attempts
from blueprints.payments.attempts.forms import AttemptFilters
from blueprints.payments.deposits import routes as deposits
from blueprints.payments.deposits.forms import DepositFilters
from blueprints.payments.exports import routes as exports
from blueprints.payments.exports.offers import EXPORTS
from blueprints.payments.finders import FINDERS
from blueprints.payments.ledger import routes as ledger
from blueprints.payments.webhooks import routes as webhooks
from blueprints.payments.webhooks.forms import WebhookFilters
from blueprints.payments.webhooks.inbox import INBOX as CONTRADICTIONS
from blueprints.payments.withdrawals import bulk
from blueprints.payments.withdrawals import routes as withdrawals
from blueprints.payments.withdrawals.forms import WithdrawalFilters
from blueprints.payments.withdrawals.inbox import INBOX as WITHDRAWALS

BULK = (bulk.REJECTION,)
FACES = {"staff"}
INBOX = (*WITHDRAWALS, *CONTRADICTIONS)
LISTS = (
    KeptList("payments.list_withdrawals", "Withdrawals", arguments(WithdrawalFilters, "view", *LAID_OUT)),
    KeptList("payments.list_deposits", "Deposits", arguments(DepositFilters, *LAID_OUT)),
    KeptList("payments.list_adjustments", "Adjustments", arguments(AdjustmentFilters, *LAID_OUT)),
    KeptList("payments.list_attempts", "Attempts to deposit", arguments(AttemptFilters, *LAID_OUT)),
    KeptList("payments.list_webhooks", "Webhooks of payment providers", arguments(WebhookFilters, *LAID_OUT)),
)
NAVIGATION = (
    Place(
        "Money",
        "Withdrawals",
        "coins-out",
        "payments.list_withdrawals",
        Payments.WITHDRAWALS_READ,
        frozenset({"payments.show_withdrawal", "payments.list_withdrawal_webhooks", "payments.new_withdrawals_export"}),
        "w",
    ),
    Place(
        "Money",
        "Deposits",
        "coins-in",
        "payments.list_deposits",
        Payments.DEPOSITS_READ,
        frozenset(
            {
                "payments.show_deposit",
                "payments.list_deposit_webhooks",
                "payments.new_deposits_export",
                "payments.list_attempts",
                "payments.show_attempt",
                "payments.list_attempt_webhooks",
                "payments.new_attempts_export",
            }
        ),
        "e",
    ),
    Place(
        "Money",
        "Adjustments",
        "adjust",
        "payments.list_adjustments",
        Payments.ADJUSTMENTS_READ,
        frozenset(
            {
                "payments.show_adjustment",
                "payments.show_new_adjustment",
                "payments.show_credit",
                "payments.show_debit",
                "payments.new_adjustments_export",
            }
        ),
        "a",
    ),
    Place(
        "Money",
        "Ledger",
        "ledger",
        "payments.list_accounts",
        Payments.LEDGER_READ,
        frozenset(
            {
                "payments.show_house_account",
                "payments.show_wallet",
                "payments.show_account",
                "payments.show_entry",
                "payments.new_transfers_export",
                "payments.new_house_transfers_export",
            }
        ),
        "l",
    ),
    Place(
        "Money",
        "Provider webhooks",
        "note",
        "payments.list_webhooks",
        Payments.WEBHOOKS_READ,
        frozenset({"payments.show_webhook", "payments.show_looking"}),
        "k",
    ),
)
__all__ = [
    "BULK",
    "EXPORTS",
    "FACES",
    "FINDERS",
    "INBOX",
    "LISTS",
    "NAVIGATION",
    "adjustments",
    "attempts",
    "blueprint",
    "bulk",
    "deposits",
    "exports",
    "ledger",
    "webhooks",
    "withdrawals",
]
