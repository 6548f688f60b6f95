"""A database that was restored from another cluster, made at home in this one. Needs the owner's connection."""

from sqlalchemy import func, select

from app.areas.monitoring.events import DatabaseAdopted
from app.audit import log
from app.extensions import db, transaction
from app.models.audit import ClusterIdentity


def adopt() -> bool:
    """Have what is written from now on stand behind all that came along; returns False when it was at home already.

    All of it is one transaction that lets nobody write meanwhile.
    """
    with transaction():
        if db.session.scalar(select(func.is_at_home())):
            return False
        came_from = db.session.scalars(select(ClusterIdentity.system_identifier)).one()
        moved = db.session.scalar(select(func.adopt_cluster()))
        here = db.session.scalars(select(ClusterIdentity.system_identifier)).one()
        log.record(DatabaseAdopted(target=str(here), came_from=str(came_from), moved=str(moved)))
    return True
