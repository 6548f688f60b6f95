"""The parts of the records of games, providers and integrations: what stands there now, and what was noted of it."""

from collections.abc import Mapping, Sequence

from flask import request

from app.queries import records
from app.queries.records import Record
from app.queries.stops import Brands

OVERVIEW, AUDIT = {"": "Overview"}, {"audit": "Audit log"}


def parts_for(brands: Brands) -> Mapping[str, str]:
    """What is noted of a thing of every brand tells of each of them, so it is for whoever may see them all."""
    return OVERVIEW if brands is not None else OVERVIEW | AUDIT


def records_of(target: str, brands: Brands = None) -> Sequence[Record] | None:
    """What was noted of it, where the address asks for that; None else, and for whoever may see some brands only."""
    is_wanted = request.args.get("tab") == "audit" and brands is None
    return records.about(target) if is_wanted else None
