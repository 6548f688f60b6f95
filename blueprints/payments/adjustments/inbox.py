"""The adjustments that other systems asked for, and that wait for somebody who may make them."""

from flask import url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.money import plain
from app.queries import adjustments
from app.queries.adjustments import SeenAdjustment
from app.queries.keyset import Window
from app.queries.reach import Brands
from app.web.filters import short
from app.web.waiting import SHOWN, Item, Source, Waiting


def _waiting(brands: Brands) -> Waiting:
    """The oldest first; those that take something only for whoever may take."""
    conditions = [adjustments.in_state("requested")]
    if not current_user.may(Payments.ADJUSTMENTS_DEBIT):
        conditions.append(adjustments.in_direction("credit"))
    found = adjustments.listed(conditions, Window(size=SHOWN), brands, oldest_first=True)
    return Waiting(found.total_text, [_item(each) for each in found.rows])


def _item(each: SeenAdjustment) -> Item:
    title = f"{plain(each.amount, signed=True)} for {short(each.player)}"
    return Item(title, each.brand, url_for("payments.show_adjustment", adjustment_id=each.id), each.occurred_at)


INBOX = (
    Source(
        "Adjustments to decide",
        Payments.ADJUSTMENTS_CREDIT,
        "payments.list_adjustments",
        _waiting,
        (("state", "requested"),),
        is_work=False,
    ),
)
