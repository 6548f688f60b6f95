"""Acts on all that match a filter."""

from app.jobs.carrying import long
from app.services import bulk_work

TASKS = {"try_bulk_run": long(bulk_work.try_out), "carry_out_bulk_run": long(bulk_work.carry_out, is_once=True)}
