"""A signed-in staff member who asks for pages and looks at the clock."""

import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import cycle, islice
from time import perf_counter

from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock, create_app
from app.config import Settings
from app.extensions import db, transaction
from app.models.staff import Staff, StaffSession
from app.processes import garbage
from app.queries.keyset import lowest
from app.web import cursors


class Visitor:
    """Sees everything there is, through the application in this very process."""

    def __init__(self, settings: Settings) -> None:
        self.app = create_app("staff", settings)
        self.client = self._signed_in()
        garbage.leave_what_is_loaded()  # as a server does
        self.said = ""  # of the last page: how many rows it had, and how many match

    def times(self, addresses: list[str], *, warm: int, times: int) -> list[float]:
        """Milliseconds for each of `times` pages, after some that do not count."""
        return [self._time(address) for address in islice(cycle(addresses), warm + times)][warm:]

    def deep(self, address: str, at: datetime) -> str:
        """The address of the page of this list that begins at a moment; empty where that is no page with rows."""
        with self.app.app_context():
            cursor = cursors.cursor(lowest(at))
        deep = f"{address}{'&' if '?' in address else '?'}after={cursor}"
        return deep if "data-rows" in self.client.get(deep).text else ""

    def _time(self, address: str) -> float:
        began = perf_counter()
        answer = self.client.get(address)
        took = 1000 * (perf_counter() - began)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answered {answer.status_code}: no page to be measured.")
        ends = ", ends early" if "ends_early" in answer.text else ""
        total = re.search(r'class="pager push".*?"number">(.*?)</span>', answer.text, re.DOTALL)
        self.said = f"{answer.text.count('<tr id=')} of {total[1] if total else '?'}{ends}"
        return took

    def _signed_in(self) -> FlaskClient:
        token = secrets.token_urlsafe(32)
        with self.app.app_context(), transaction():
            staff = db.session.scalars(select(Staff).order_by(Staff.id)).first()
            if staff is None:
                raise RuntimeError("nobody works here")
            db.session.add(
                StaffSession(
                    token_hash=sha256(token.encode()).digest(),
                    staff_id=staff.id,
                    expires_at=clock.now() + timedelta(hours=8),
                    ip="127.0.0.1",
                    user_agent="bench",
                )
            )
        client = self.app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True
        return client
