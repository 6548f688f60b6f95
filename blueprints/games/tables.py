"""What the lists and records of this area show."""

import base64
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import request, url_for

from app import clock
from app.errors import NotFound
from app.queries import calls, journal, rounds
from app.queries.keyset import PAGE_SIZE
from app.queries.reach import Brands
from app.queries.retries import attempts
from app.web import cursors, lists
from app.web.addresses import here
from app.web.columns import layout as layout_of
from app.web.tables import tabs
from blueprints.games.columns import CALLS, ROUNDS
from blueprints.games.forms import CallFilters, RoundFilters

ROUND_VIEWS = {
    "": "All",
    "open": "Open, by age",
    "settled": "Settled",
    "refused": "With refusals",
    "rolled-back": "Rolled back",
    "late": "Late wins",
}
CALL_VIEWS = {"": "All", "refused": "Refused", "replayed": "Replayed"}
OVERLAP = timedelta(seconds=5)  # a commit becomes visible a little after the moment it carries
EARLIEST_YEAR = 2000  # no list was drawn before; far earlier, arithmetic ends
MOST_CALLS = 200


def round_list(filters: RoundFilters, brands: Brands) -> dict[str, Any]:
    """The page of rounds that the address asks for."""
    at, mark = clock.now(), rounds.watermark()
    layout = layout_of(ROUNDS, "opened_at" if filters.state.data == "open" else "-opened_at")
    shown = lists.drawn(
        filters,
        layout,
        lambda window, oldest_first: rounds.listed(filters.sought(), window, brands, oldest_first=oldest_first),
    )
    waits = cursors.window().is_first and layout.falls and not filters.errors
    news = _news_address([each.round_id for each in shown["page"].rows], at, waits=waits)
    return shown | {"mark": mark, "tabs": tabs("state", ROUND_VIEWS), "news": news}


def round_news(filters: RoundFilters, brands: Brands) -> dict[str, Any]:
    """The rounds on the screen that changed since it was drawn, and how many new ones wait."""
    at, seen = clock.now(), _read_ids(request.args.get("seen", ""))
    newest = cursors.read("newest")
    return {
        "layout": layout_of(ROUNDS, "-opened_at"),
        "changed": rounds.shown(seen, brands, changed_since=_read_moment(request.args.get("since", "")) - OVERLAP),
        "waiting": rounds.newer(filters.conditions(), newest, brands) if newest and filters.validate() else 0,
        "most": rounds.MOST_WAITING,
        "news": here(since=at.isoformat()),
        "fresh": _list_address(),
    }


def round_record(seen: rounds.SeenRound, *, with_bodies: bool) -> dict[str, Any]:
    """One round: its books and its calls."""
    player_id, _, integration_id, round_ref = seen.key
    entries = journal.of_round(seen.key, seen.currency, opened=seen.opened_at, last=seen.last_at)
    sent = calls.of_round(player_id, integration_id, round_ref, with_bodies=with_bodies, most=MOST_CALLS + 1)
    return {
        "round": seen,
        "session": rounds.session_of(seen),
        "entries": entries,
        "attempts": attempts(sent[:MOST_CALLS], entries),
        "more_calls": len(sent) > MOST_CALLS,
        "may_read_calls": with_bodies,
    }


def call_list(filters: CallFilters, brands: Brands) -> dict[str, Any]:
    """The page of raw calls that the address asks for."""
    shown = lists.drawn(
        filters, layout_of(CALLS, "-received_at"), lambda window, _: calls.listed(filters.sought(), window, brands)
    )
    return shown | {"tabs": tabs("kind", CALL_VIEWS)}


def place_of(wanted: str) -> str:
    """Where the thing that was looked for stands: an id says itself what it is of."""
    prefix = wanted.partition("_")[0]
    if prefix == "rd":
        return url_for("games.show_round", round_id=wanted)
    if prefix == "rq":
        return url_for("games.show_call", call_id=wanted)
    if prefix == "pl":
        return url_for("games.list_rounds", player=wanted)
    return url_for("games.list_rounds", reference=wanted)


def _news_address(ids: Sequence[UUID], at: datetime, *, waits: bool) -> str:
    """Where this very screen asks for news of itself; only the first page has newer rounds to wait for."""
    newest = cursors.cursor(ids[0]) if ids and waits else None
    seen = base64.urlsafe_b64encode(b"".join(each.bytes for each in ids)).decode()
    query = here(seen=seen, since=at.isoformat(), newest=newest)
    return url_for("games.show_round_news") + query[len(request.path) :]


def _list_address() -> str:
    return url_for("games.list_rounds") + here(seen=None, since=None, newest=None)[len(request.path) :]


def _read_ids(text: str) -> list[UUID]:
    try:
        content = base64.urlsafe_b64decode(text)
    except ValueError as error:
        raise NotFound("This list is not known. Reload the page.") from error
    return [UUID(bytes=content[at : at + 16]) for at in range(0, min(len(content), PAGE_SIZE * 16) - 15, 16)]


def _read_moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise NotFound("This list is not known. Reload the page.") from error
    if at.tzinfo is None or at.year < EARLIEST_YEAR:
        raise NotFound("This list is not known. Reload the page.")
    return at
