"""Requests that were answered, as all processes told."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.models.request_count import RequestCount


def counted() -> Sequence[RequestCount]:
    """By face, endpoint and status: one query."""
    return db.session.scalars(
        select(RequestCount).order_by(RequestCount.face, RequestCount.endpoint, RequestCount.status)
    ).all()
