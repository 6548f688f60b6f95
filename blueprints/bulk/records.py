"""The record of an act on many, as its page is given it."""

from typing import Any

from app.areas.bulk.settings import ROWS_KEPT
from app.bulk import actions
from app.queries import bulk_runs as queries
from app.queries import settings
from app.queries.bulk_runs import SeenBulkRun
from app.web import cursors
from app.web.effects import DryRun, Skipped
from app.web.reasons import CountForm


def record(run: SeenBulkRun, form: CountForm) -> dict[str, Any]:
    action = actions.named(run.action)
    left = queries.left_alone(run, action.prefix, cursors.window())
    return {
        "run": run,
        "bulk": action,
        "form": form,
        "dry": _dry(run),
        "page": left,
        "turns": cursors.turns(left),
        "kept": "" if run.has_its_rows else settings.written(ROWS_KEPT),
    }


def _dry(run: SeenBulkRun) -> DryRun | None:
    if not run.is_dry or not run.job.result:
        return None
    found = run.job.result
    skipped = [Skipped(each["reason"], each["count"], each["ids"]) for each in found["skipped"]]
    return DryRun(found["count"], found["sample"], skipped)
