"""How migrations reach the database: as the owner, one transaction for all of them."""

from alembic import context
from flask import current_app
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import SchemaItem

from app.models import audit, ledger

ischema_names["xid8"] = audit.TransactionId  # a type SQLAlchemy does not know
OURS = {None, "public", "ledger"}


def is_ours(item: SchemaItem, name: str | None, type_: str, reflected: bool, _: SchemaItem | None) -> bool:
    """Leave out what a library keeps in a schema of its own, and what only SQL can say."""
    schema = getattr(item, "schema", None) or getattr(getattr(item, "table", None), "schema", None)
    return schema in OURS and not (type_ == "index" and reflected)


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=ledger.Base.metadata,
        include_schemas=True,
        include_object=is_ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


with current_app.extensions["migrate"].db.engine.connect() as connection:
    migrate(connection)
