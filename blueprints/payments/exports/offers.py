"""The lists of this area as files, with the columns that they have on the screen."""

from app import clock
from app.areas.payments.permissions import Payments
from app.exports.cells import units
from app.exports.offers import Column, Offer
from app.models.adjustment import REASONS
from app.models.withdrawal import REASONS as REJECTIONS
from app.queries import adjustments, deposit_attempts, deposits, house_accounts, legs, wallets, withdrawals
from app.queries.legs import Line
from app.queries.withdrawals import SeenWithdrawal
from app.words import account, kind, spelled
from blueprints.payments.adjustments.views import VIEWS as ADJUSTMENTS
from blueprints.payments.attempts.tables import VIEWS as ATTEMPTS
from blueprints.payments.deposits.tables import VIEWS as DEPOSITS
from blueprints.payments.exports import reading
from blueprints.payments.withdrawals.record import WORDS

AMOUNT = (
    Column("Currency", lambda each: each.amount.currency.code),
    Column("Amount", lambda each: units(each.amount)),  # in main units
)


def _claimed_by(each: SeenWithdrawal) -> str | None:
    return each.claimed_by if each.awaits_decision and each.is_claimed(clock.now()) else None


def _reason(each: SeenWithdrawal) -> str | None:
    """Without its explanation: words of staff may name a person."""
    return REJECTIONS.get(each.reason_code, each.reason_code) if each.reason_code else None


def _other(each: Line) -> str:
    of = f", {each.other.counterparty}" if each.other.counterparty else ""
    return f"{account(each.other.account)}{of}"


DEPOSIT_COLUMNS = (
    Column("Deposit", lambda each: each.id),
    Column("Captured at", lambda each: each.occurred_at),
    Column("Player", lambda each: each.player),
    Column("Payment provider", lambda each: each.provider),
    Column("Provider’s id", lambda each: each.external_id),
    Column("Brand", lambda each: each.brand),
    *AMOUNT,
    Column("State", lambda each: DEPOSITS.get(each.state) or spelled(each.state)),
)
ATTEMPT_COLUMNS = (
    Column("Attempt", lambda each: each.id),
    Column("Started at", lambda each: each.occurred_at),
    Column("Player", lambda each: each.player),
    Column("Payment provider", lambda each: each.provider),
    Column("Method", lambda each: spelled(each.method)),
    Column("Provider’s id", lambda each: each.external_id),
    Column("Brand", lambda each: each.brand),
    *AMOUNT,
    Column("State", lambda each: ATTEMPTS[each.state]),
    Column("Reason", lambda each: spelled(each.reason_code) if each.reason_code else None),
    Column("Deposit", lambda each: each.deposit),
)
WITHDRAWAL_COLUMNS = (
    Column("Withdrawal", lambda each: each.id),
    Column("Player", lambda each: each.player),
    Column("Brand", lambda each: each.brand),
    *AMOUNT,
    Column("State", lambda each: WORDS[each.state]),
    Column("Payment provider", lambda each: each.payment_provider),
    Column("Provider’s id", lambda each: each.external_id),
    Column("Asked for at", lambda each: each.occurred_at),
    Column("Due at", lambda each: each.due_at),
    Column("Claimed by", _claimed_by),
    Column("Decided at", lambda each: each.decided_at),
    Column("Decided by", lambda each: each.decided_by),
    Column("Reason", _reason),
)
ADJUSTMENT_COLUMNS = (  # without its explanation: words of staff may name a person
    Column("Adjustment", lambda each: each.id),
    Column("Occurred at", lambda each: each.occurred_at),
    Column("Player", lambda each: each.player),
    Column("Purse", lambda each: account(each.purse)),
    *AMOUNT,
    Column("Reason", lambda each: REASONS.get(each.reason_code, each.reason_code)),
    Column("By", lambda each: each.decided_by),
    Column("State", lambda each: ADJUSTMENTS.get(each.state) or spelled(each.state)),
)
ENTRY = (
    Column("Entry", lambda each: each.transfer.entry),
    Column("Recorded at", lambda each: each.transfer.recorded_at),
    Column("Cause", lambda each: kind(each.transfer.kind)),
    Column("Reference", lambda each: each.transfer.external_id),
)
CHANGE = (
    Column("Other account", _other),
    Column("Currency", lambda each: each.change.currency.code),
    Column("Change", lambda each: units(each.change)),
)
TRANSFER_COLUMNS = (
    Column("No.", lambda each: each.own.seq),
    *ENTRY,
    *CHANGE,
    Column("Balance after", lambda each: units(each.own.after)),
)
HOUSE_TRANSFER_COLUMNS = (*ENTRY, Column("Player", lambda each: each.transfer.player), *CHANGE)

DEPOSIT_LIST = Offer(
    "payments.deposits",
    "deposits",
    Payments.DEPOSITS_EXPORT,
    DEPOSIT_COLUMNS,
    reading.deposits,
    deposits.exported,
    deposits.seen,
)
ATTEMPT_LIST = Offer(
    "payments.attempts",
    "attempts",
    Payments.DEPOSITS_EXPORT,
    ATTEMPT_COLUMNS,
    reading.attempts,
    deposit_attempts.exported,
    deposit_attempts.seen,
)
WITHDRAWAL_LIST = Offer(
    "payments.withdrawals",
    "withdrawals",
    Payments.WITHDRAWALS_EXPORT,
    WITHDRAWAL_COLUMNS,
    reading.withdrawals,
    withdrawals.exported,
    withdrawals.seen,
)
ADJUSTMENT_LIST = Offer(
    "payments.adjustments",
    "adjustments",
    Payments.ADJUSTMENTS_EXPORT,
    ADJUSTMENT_COLUMNS,
    reading.adjustments,
    adjustments.exported,
    adjustments.seen,
)
TRANSFERS = Offer(
    "payments.transfers",
    "transfers",
    Payments.LEDGER_EXPORT,
    TRANSFER_COLUMNS,
    reading.transfers,
    wallets.exported,
    legs.line,
)
HOUSE_TRANSFERS = Offer(
    "payments.house_transfers",
    "transfers",
    Payments.LEDGER_EXPORT,
    HOUSE_TRANSFER_COLUMNS,
    reading.house_transfers,
    house_accounts.exported,
    legs.line,
)
EXPORTS = (DEPOSIT_LIST, ATTEMPT_LIST, WITHDRAWAL_LIST, ADJUSTMENT_LIST, TRANSFERS, HOUSE_TRANSFERS)
