"""How money is found: deposits, withdrawals, adjustments and journal entries by their ids."""

from collections.abc import Sequence

from flask import url_for

from app.areas.payments.permissions import Payments
from app.money import plain
from app.queries import adjustments, deposit_attempts, deposits, entries, payment_voices, withdrawals
from app.queries.reach import Brands
from app.web.finding import Finder, Hit, by_id
from blueprints.payments.webhooks import states


def _say_deposit(found: deposits.SeenDeposit) -> str:
    return f"{plain(found.amount)}, {found.state}"


def _say_attempt(found: deposit_attempts.SeenAttempt) -> str:
    return f"{plain(found.amount)}, {found.state}"


def _say_withdrawal(found: withdrawals.SeenWithdrawal) -> str:
    return f"{plain(found.amount)}, {found.state}"


def _say_adjustment(found: adjustments.SeenAdjustment) -> str:
    return f"{plain(found.amount)}, {found.state}"


def _say_webhook(found: payment_voices.Voice) -> str:
    return f"{found.event_type or found.provider}, {states.WORDS[found.state][0].lower()}"


def _say_entry(found: entries.Entry) -> str:
    return f"{found.call.kind}, {plain(found.amount)}"


def _deposits_named(text: str, brands: Brands) -> Sequence[Hit]:
    """By the payment provider's own identifier: the one it tells when something is asked of it."""
    found = deposits.with_reference(text, brands)
    return [Hit(each.id, _say_deposit(each), url_for("payments.show_deposit", deposit_id=each.id)) for each in found]


def _withdrawals_named(text: str, brands: Brands) -> Sequence[Hit]:
    found = withdrawals.with_reference(text, brands)
    return [
        Hit(each.id, _say_withdrawal(each), url_for("payments.show_withdrawal", withdrawal_id=each.id))
        for each in found
    ]


FINDERS = (
    by_id(
        "Deposits",
        "dp",
        Payments.DEPOSITS_READ,
        one=deposits.one,
        endpoint="payments.show_deposit",
        argument="deposit_id",
        say=_say_deposit,
    ),
    by_id(
        "Attempts to deposit",
        "at",
        Payments.DEPOSITS_READ,
        one=deposit_attempts.one,
        endpoint="payments.show_attempt",
        argument="attempt_id",
        say=_say_attempt,
    ),
    by_id(
        "Withdrawals",
        "wd",
        Payments.WITHDRAWALS_READ,
        one=withdrawals.one,
        endpoint="payments.show_withdrawal",
        argument="withdrawal_id",
        say=_say_withdrawal,
    ),
    by_id(
        "Adjustments",
        "aj",
        Payments.ADJUSTMENTS_READ,
        one=adjustments.one,
        endpoint="payments.show_adjustment",
        argument="adjustment_id",
        say=_say_adjustment,
    ),
    by_id(
        "Journal entries",
        "ca",
        Payments.LEDGER_READ,
        one=entries.one,
        endpoint="payments.show_entry",
        argument="call_id",
        say=_say_entry,
    ),
    by_id(
        "Webhooks of payment providers",
        "pw",
        Payments.WEBHOOKS_READ,
        one=payment_voices.one,
        endpoint="payments.show_webhook",
        argument="webhook_id",
        say=_say_webhook,
    ),
    Finder("Deposits by the provider’s id", Payments.DEPOSITS_READ, _deposits_named),
    Finder("Withdrawals by the provider’s id", Payments.WITHDRAWALS_READ, _withdrawals_named),
)
