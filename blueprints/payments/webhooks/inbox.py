"""The webhooks that contradict what we know, for whoever may settle them."""

from flask import url_for

from app.areas.payments.permissions import Payments
from app.queries import payment_voices
from app.queries.keyset import Sought, Window
from app.queries.payment_voices import Voice
from app.queries.reach import Brands
from app.web.waiting import SHOWN, Item, Source, Waiting
from blueprints.payments.webhooks import states

OPEN = "contradiction"


def _contradictions(brands: Brands) -> Waiting:
    """The oldest first: money may wait behind it."""
    sought = Sought([payment_voices.STATES[OPEN]], is_led=True)
    found = payment_voices.listed(sought, Window(size=SHOWN), brands, oldest_first=True)
    return Waiting(found.total_text, [_item(each) for each in found.rows])


def _item(sent: Voice) -> Item:
    of = sent.brand or "names nothing of ours"
    address = url_for("payments.show_webhook", webhook_id=sent.id)
    return Item(f"{sent.event_type} from {sent.provider}", f"{of} · {states.why(sent)}", address, sent.received_at)


INBOX = (
    Source(
        "Payment webhooks that contradict",
        Payments.WEBHOOKS_SETTLE,
        "payments.list_webhooks",
        _contradictions,
        (("state", OPEN), ("sort", "received_at")),
    ),
)
