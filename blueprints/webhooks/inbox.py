"""The messages that never arrived, for whoever may send them again."""

from flask import url_for

from app.areas.webhooks.permissions import Webhooks
from app.queries import webhooks
from app.queries.keyset import Window
from app.queries.reach import Brands
from app.web.waiting import SHOWN, Item, Source, Waiting


def _dead_letters(brands: Brands) -> Waiting:
    found = webhooks.listed([webhooks.in_state("dead")], Window(size=SHOWN), brands)
    return Waiting(found.total_text, [_item(each) for each in found.rows])


def _item(each: webhooks.SeenDelivery) -> Item:
    address = url_for("webhooks.show_delivery", delivery_id=each.id)
    return Item(each.type, f"{each.url} · {each.attempts} attempts", address, each.created_at)


INBOX = (
    Source(
        "Messages given up",
        Webhooks.DELIVERIES_REPLAY,
        "webhooks.list_deliveries",
        _dead_letters,
        (("state", "dead"),),
    ),
)
