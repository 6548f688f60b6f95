"""What the list of jobs can be narrowed by."""

from typing import ClassVar

from flask import request
from wtforms import Form, SelectField

from app.jobs import tasks
from app.queries import job_runs
from app.queries.job_runs import Condition
from app.web.forms import TextField, choices
from app.words import spelled

ANY = ("", "Any")


class JobFilters(Form):
    """`state` is drawn as tabs."""

    state = TextField("State")
    task = SelectField("Task", default="")

    RELATIONS: ClassVar = {"task": "is"}

    @classmethod
    def read(cls) -> "JobFilters":
        form = cls(request.args)
        names = sorted(name for name, task in tasks.every().items() if task.queue == tasks.LONG)
        form.task.choices = choices([ANY, *((name, spelled(name)) for name in names)])
        return form

    def conditions(self) -> list[Condition]:
        """What a run must meet; only for a form that validates."""
        found = [job_runs.in_state(self.state.data)] if self.state.data in job_runs.STATES else []
        return [*found, job_runs.of_task(self.task.data)] if self.task.data else found
