"""One’s own files that are ready."""

from flask import url_for

from app.areas.exports.permissions import Exports
from app.queries import exports
from app.queries.reach import Brands
from app.security.sessions import current_staff
from app.web.waiting import SHOWN, Item, Source, Waiting


def _ready(_: Brands) -> Waiting:
    found = exports.ready(current_staff().id, SHOWN + 1)
    shown = [_item(each) for each in found[:SHOWN]]
    return Waiting(f"{len(shown)}{'+' if len(found) > SHOWN else ''}", shown)


def _item(each: exports.SeenExport) -> Item:
    detail = each.filters or "everything"
    address = url_for("exports.show_export", export_id=each.id)
    return Item(each.job.title, detail, address, each.written_at or each.job.asked_at)


INBOX = (Source("Your files", Exports.OWN_READ, "exports.list_exports", _ready, is_work=False),)
