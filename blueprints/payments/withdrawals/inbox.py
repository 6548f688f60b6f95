"""The withdrawals that wait for whoever decides them."""

from flask import url_for

from app import clock
from app.areas.payments.permissions import Payments
from app.money import plain
from app.queries import withdrawal_queue
from app.queries.keyset import Window
from app.queries.reach import Brands
from app.queries.withdrawals import SeenWithdrawal
from app.security.sessions import current_staff
from app.web.filters import short
from app.web.waiting import SHOWN, Item, Source, Waiting
from blueprints.payments.withdrawals import views


def _waiting(view: str, brands: Brands) -> Waiting:
    found = withdrawal_queue.page(Window(size=SHOWN), brands, views.conditions(view, current_staff().id))
    return Waiting(found.total_text, [_item(each, view) for each in found.rows])


def _item(each: SeenWithdrawal, view: str) -> Item:
    address = url_for("payments.list_withdrawals", view=view or None, open=each.id)
    is_taken = each.claimed_by_id != current_staff().id and each.is_claimed(clock.now())
    detail = f"{each.brand} · {each.claimed_by} works on it" if is_taken else each.brand
    return Item(f"{plain(each.amount)} for {short(each.player)}", detail, address, each.occurred_at, each.due_at)


INBOX = (
    Source(
        "Withdrawals you work on",
        Payments.WITHDRAWALS_APPROVE,
        "payments.list_withdrawals",
        lambda brands: _waiting("mine", brands),
        (("view", "mine"),),
    ),
    Source(
        "Withdrawals to decide",
        Payments.WITHDRAWALS_APPROVE,
        "payments.list_withdrawals",
        lambda brands: _waiting("", brands),
    ),
)
