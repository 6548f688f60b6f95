"""The desk where withdrawals are decided: the queue, and the one that is open."""

import base64
import struct
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import request, url_for
from sqlalchemy import SQLColumnExpression

from app.errors import NotFound
from app.ids import inside
from app.models.withdrawal import State, Withdrawal
from app.queries import rounds, withdrawal_queue, withdrawals
from app.queries.keyset import COUNTED, PAGE_SIZE, Page, Sought, Window
from app.queries.reach import Brands
from app.queries.withdrawals import BY_TIME_LEFT, OLDEST_FIRST, SeenWithdrawal
from app.security.sessions import current_staff
from app.web import cursors, lists
from app.web.addresses import here
from app.web.tables import tabs
from blueprints.payments.withdrawals import views
from blueprints.payments.withdrawals.columns import laid_out
from blueprints.payments.withdrawals.forms import WithdrawalFilters
from blueprints.payments.withdrawals.record import panel

VERSIONED = struct.Struct("!16sI")


def desk(filters: WithdrawalFilters, brands: Brands) -> dict[str, Any]:
    """The queue that the address asks for, and what it has open."""
    view, mark = request.args.get("view", ""), rounds.watermark()
    shown = lists.drawn(
        filters, laid_out(_list_query()), lambda window, _: _found(view, filters.sought(), window, brands)
    )
    waits = cursors.window().is_first and not filters.errors and views.order(view) == BY_TIME_LEFT
    return shown | {
        "view": view,
        "mark": mark,
        "tabs": tabs("view", views.VIEWS, _counts(filters, brands)),
        "news": _news_address(shown["page"].rows, waits=waits),
        "waiting": 0,
        **opened(brands),
    }


def opened(brands: Brands) -> dict[str, Any]:
    """What the panel beside the queue shows."""
    wanted = request.args.get("open", "")
    back = _list_query()
    shown: dict[str, Any] = {"opened": None, "back": back}
    if wanted:
        shown = panel(withdrawals.one(inside("wd", wanted), brands), back=back)
    return shown | {"layout": laid_out(back)}


def news(filters: WithdrawalFilters, brands: Brands) -> dict[str, Any]:
    """The rows on the screen that changed since they were drawn, and how many new ones wait."""
    back = _list_query()
    seen, newest = _read_seen(request.args.get("seen", "")), cursors.read("newest")
    now = {each.public_id: each for each in withdrawals.named(_shown(seen, brands))}
    current = {key: now[key].version if key in now else version for key, version in seen.items()}
    is_new = [Withdrawal.public_id > newest, *filters.conditions()] if newest and filters.validate() else None
    return {
        "changed": [each for key, each in now.items() if each.version != seen[key]],
        "waiting": len(withdrawals.named(_new(is_new, brands))) if is_new else 0,
        "most": PAGE_SIZE,
        "news": here(seen=_packed(current)),
        "fresh": _list_address(),
        "back": back,
        "layout": laid_out(back),
        "view": request.args.get("view", ""),
        "opened": None,
    }


def _found(view: str, sought: Sought, window: Window, brands: Brands) -> Page[SeenWithdrawal]:
    shown, order = views.conditions(view, current_staff().id), views.order(view)
    conditions = [*sought.conditions, *shown]
    if order == BY_TIME_LEFT:
        return withdrawal_queue.page(window, brands, conditions)
    is_led = sought.is_led or bool(shown)  # an index leads to the few in such a state
    return withdrawals.listed(
        replace(sought, conditions=conditions, is_led=is_led), window, brands, oldest_first=order == OLDEST_FIRST
    )


def _counts(filters: WithdrawalFilters, brands: Brands) -> dict[str, str]:
    """Of what the filters leave, as each view would list it; none under filters that cannot be read."""
    if filters.errors:
        return {}
    found = withdrawal_queue.waiting(brands, filters.conditions())
    under_way = found[State.APPROVED] + found[State.SUBMITTED]
    return {"": _capped(found[State.REQUESTED]), "under-way": _capped(under_way)}


def _capped(count: int) -> str:
    return f"{COUNTED:,}+" if count > COUNTED else f"{count:,}" if count else ""


def _shown(seen: dict[UUID, int], brands: Brands) -> Any:
    return withdrawals.of_brands(brands).where(Withdrawal.public_id.in_(list(seen)))


def _new(conditions: Sequence[SQLColumnExpression[bool]], brands: Brands) -> Any:
    return withdrawals.of_brands(brands).where(withdrawal_queue.AWAITS, *conditions).limit(PAGE_SIZE + 1)


def _news_address(rows: Sequence[SeenWithdrawal], *, waits: bool) -> str:
    """Where this very screen asks for news of itself; only the first page has newer ones to wait for."""
    seen = {each.public_id: each.version for each in rows}
    newest = cursors.cursor(withdrawals.newest()) if waits else None
    query = here(seen=_packed(seen), newest=newest, open=None)
    return url_for("payments.show_withdrawal_news") + query[len(request.path) :]


def _list_query() -> str:
    dropped = ("open", "seen", "newest", "after", "before")
    return urlencode([(key, value) for key, value in request.args.items(multi=True) if value and key not in dropped])


def _list_address() -> str:
    query = _list_query()
    return url_for("payments.list_withdrawals") + (f"?{query}" if query else "")


def _packed(seen: dict[UUID, int]) -> str:
    return base64.urlsafe_b64encode(b"".join(VERSIONED.pack(key.bytes, seen[key]) for key in seen)).decode()


def _read_seen(text: str) -> dict[UUID, int]:
    try:
        content = base64.urlsafe_b64decode(text)
        return {
            UUID(bytes=key): version for key, version in VERSIONED.iter_unpack(content[: VERSIONED.size * PAGE_SIZE])
        }
    except (ValueError, struct.error) as error:
        raise NotFound("This list is not known. Reload the page.") from error
