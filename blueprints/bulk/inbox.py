"""One’s own dry runs: each waits for a yes or a no."""

from flask import url_for

from app.areas.bulk.permissions import Bulk
from app.queries import bulk_runs
from app.queries.reach import Brands
from app.security.sessions import current_staff
from app.web.waiting import SHOWN, Item, Source, Waiting


def _to_confirm(_: Brands) -> Waiting:
    found = bulk_runs.to_confirm(current_staff().id, SHOWN + 1)
    shown = [_item(run) for run in found[:SHOWN]]
    return Waiting(f"{len(shown)}{'+' if len(found) > SHOWN else ''}", shown)


def _item(run: bulk_runs.SeenBulkRun) -> Item:
    title, detail = f"{run.job.title}: {run.count:,} would change", run.words
    return Item(title, detail, url_for("bulk.show_bulk_run", bulk_id=run.id), run.job.ended_at or run.job.asked_at)


INBOX = (Source("Dry runs to confirm", Bulk.OWN_START, "bulk.list_bulk_runs", _to_confirm),)
