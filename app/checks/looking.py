"""All checks at this moment: figures from the queries, thresholds from the settings, states as last judged."""

from collections.abc import Iterator
from itertools import chain

from flask import current_app
from sqlalchemy import select

from app.checks.catalogue import BY_NAME
from app.checks.judging import FINE, Judged, cause, judged
from app.config import settings_of
from app.extensions import db
from app.models.check_state import CheckState
from app.queries import settings
from app.queries.reach import Brands
from app.queries.vitals import background, database, lag, machine, payments, providers
from app.queries.vitals.reading import Reading


def look(brands: Brands = None, *, with_house: bool = True) -> list[Judged]:
    """The integrations of these brands, and with the house everything else: nine queries, three without it."""
    known = {row.cause: row for row in db.session.scalars(select(CheckState))}
    found = [*providers.readings(brands), *(_of_house() if with_house else ())]
    return [_judged(reading, known.get(cause(reading))) for reading in found]


def _of_house() -> Iterator[Reading]:
    return chain(
        payments.readings(),
        database.readings(),
        lag.of_servers(),
        machine.readings(settings_of(current_app).instance),
        background.of_jobs(),
        background.of_webhooks(),
        lag.readings(),
    )


def _judged(reading: Reading, before: CheckState | None) -> Judged:
    check = BY_NAME[reading.name]
    bounds = settings.value(check.threshold)
    state = judged(reading.figure, bounds, before.state if before else FINE)
    return Judged(check, reading, bounds, state, before.since if before and before.state == state else None)
