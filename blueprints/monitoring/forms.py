"""What the list of jobs can be narrowed by."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from wtforms import SelectField

from app.jobs import tasks
from app.queries import job_runs
from app.queries.keyset import Condition
from app.web.forms import TextField
from app.web.lists import Filters
from app.words import spelled


class JobFilters(Filters):
    """`state` is drawn as tabs."""

    state = TextField("State")
    task = SelectField("Task", default="")

    RELATIONS: ClassVar = {"task": "is"}

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        names = sorted(name for name, task in tasks.every().items() if task.queue == tasks.LONG)
        return {"task": [(name, spelled(name)) for name in names]}

    def conditions(self) -> list[Condition]:
        """What a run must meet; only for a form that validates."""
        found = [job_runs.in_state(self.state.data)] if self.state.data in job_runs.STATES else []
        return [*found, job_runs.of_task(self.task.data)] if self.task.data else found
