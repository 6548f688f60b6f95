"""One request, and what it left behind."""

from dataclasses import dataclass
from functools import cached_property

import psycopg
from werkzeug.test import TestResponse

from app.ids import inside
from tests.cast import Person


@dataclass(frozen=True)
class Request:
    answer: TestResponse
    person: Person
    owner: psycopg.Connection

    @cached_property
    def key(self):
        return inside("rq", self.answer.headers["X-Request-Id"])

    @property
    def records(self):
        """Phase and name of its audit records, in their order."""
        return self._rows("select phase, name from audit_record where request_id = %s order by event_id")

    @property
    def refusals(self):
        """What was refused to whom: the outcome and the actor of its record."""
        return self._rows(
            "select outcome, actor_id from audit_record where request_id = %s and phase = 'refusal' order by event_id"
        )

    def _rows(self, statement):
        return self.owner.execute(statement, [self.key]).fetchall()
