"""Payments: what comes in and goes out, and the books behind it."""

from app.areas.payments.permissions import Payments
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.payments.adjustments import routes as adjustments
from blueprints.payments.adjustments.filters import AdjustmentFilters
from blueprints.payments.adjustments.inbox import INBOX as ADJUSTMENTS
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
INBOX = (*WITHDRAWALS, *ADJUSTMENTS, *CONTRADICTIONS)
LISTS = (
    KeptList("payments.list_withdrawals", "Withdrawals", arguments(WithdrawalFilters, "view", *LAID_OUT)),
    KeptList("payments.list_deposits", "Deposits", arguments(DepositFilters, *LAID_OUT)),
    KeptList("payments.list_adjustments", "Adjustments", arguments(AdjustmentFilters, *LAID_OUT)),
    KeptList("payments.list_attempts", "Attempts to deposit", arguments(AttemptFilters, *LAID_OUT)),
    KeptList("payments.list_webhooks", "Webhooks of payment providers", arguments(WebhookFilters, *LAID_OUT)),
)
BY_HAND = tuple(f"/payments/accounts/<player_id>/<currency>/{acts}" for acts in ("credits", "debits"))
BOOKS = ("/payments/accounts", "/payments/entries")
NAVIGATION = (
    Place("Money", "Withdrawals", "coins-out", "payments.list_withdrawals", Payments.WITHDRAWALS_READ, "w"),
    Place(
        "Money", "Deposits", "coins-in", "payments.list_deposits", Payments.DEPOSITS_READ, "e", ("/payments/attempts",)
    ),
    Place("Money", "Adjustments", "adjust", "payments.list_adjustments", Payments.ADJUSTMENTS_READ, "a", BY_HAND),
    Place("Money", "Ledger", "ledger", "payments.list_accounts", Payments.LEDGER_READ, "l", BOOKS),
    Place("Money", "Provider webhooks", "note", "payments.list_webhooks", Payments.WEBHOOKS_READ, "k"),
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
