"""What the list of payment providers' webhooks shows, and the record of one."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.ids import inside
from app.queries import named_payments, payment_voices, payment_webhooks
from app.queries.named_payments import Named
from app.queries.payment_voices import Voice
from app.queries.reach import Brands
from app.web import columns, lists
from app.web.columns import Column
from app.web.filters import short
from app.web.tables import tabs
from blueprints.payments.webhooks import states
from blueprints.payments.webhooks.forms import WebhookFilters

COLUMNS = (
    Column("id", "Webhook", is_fixed=True),
    Column("received_at", "Received", sorts=True),
    Column("type", "Type"),
    Column("about", "About"),
    Column("outcome", "Outcome"),
    Column("why", "Why"),
    Column("brand", "Brand", is_wide=True),
    Column("provider", "Payment provider", is_wide=True),
    Column("event", "Event", is_hidden=True),
)
RECORDS = {
    "at": ("Attempt to deposit", "payments.show_attempt", "attempt_id"),
    "dp": ("Deposit", "payments.show_deposit", "deposit_id"),
    "wd": ("Withdrawal", "payments.show_withdrawal", "withdrawal_id"),
}


def webhook_list(filters: WebhookFilters, brands: Brands) -> dict[str, Any]:
    """The page of webhooks that the address asks for."""
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-received_at"),
        lambda window, oldest_first: payment_voices.listed(filters.sought(), window, brands, oldest_first=oldest_first),
        lambda others: payment_voices.total(others.sought(), brands),
    )
    return shown | {"tabs": tabs("state", states.VIEWS), "words": states.WORDS, "why": states.why}


def webhook_record(webhook_id: str, brands: Brands) -> dict[str, Any]:
    """One webhook, as it came, and what it names."""
    sent = payment_voices.one(inside("pw", webhook_id), brands)
    return {
        "sent": sent,
        "came": payment_webhooks.as_it_came(sent.row_id),
        "named": _named(sent) if sent.object_id else [],
        "word": states.WORDS[sent.state],
        "why": states.why(sent),
        "settle": Payments.WEBHOOKS_SETTLE,
    }


def _named(sent: Voice) -> list[tuple[str, str, str]]:
    """What it names of what may be read: a noun, the id, and where it stands."""
    is_payout = (sent.event_type or "").startswith("payout.")
    named = Named(sent.provider_id, is_payout, sent.reference or "", sent.object_id or "")
    found = named_payments.ids(
        named,
        deposits=current_user.brands_for(Payments.DEPOSITS_READ),
        withdrawals=current_user.brands_for(Payments.WITHDRAWALS_READ),
    )
    return [_link(each) for each in found]


def _link(outside_id: str) -> tuple[str, str, str]:
    noun, endpoint, argument = RECORDS[outside_id.partition("_")[0]]
    values: dict[str, Any] = {argument: outside_id}
    return f"{noun} {short(outside_id)}", outside_id, url_for(endpoint, **values)
