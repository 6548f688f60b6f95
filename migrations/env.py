"""How migrations reach the database: as the owner, one transaction for all of them."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy.dialects.postgresql import DOMAIN
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.engine import Connection
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from app.models import audit, ledger

ischema_names["xid8"] = audit.TransactionId  # a type SQLAlchemy does not know
OURS = {None, "public", "ledger", "report"}


def is_ours(item: SchemaItem, name: str | None, type_: str, reflected: bool, _: SchemaItem | None) -> bool:
    """Leave out what a library keeps in a schema of its own, and what only SQL can say."""
    schema = getattr(item, "schema", None) or getattr(getattr(item, "table", None), "schema", None)
    return schema in OURS and not (type_ == "index" and reflected)


def differs(_: object, __: object, ___: object, inspected: TypeEngine[Any], declared: TypeEngine[Any]) -> bool | None:
    """A domain is its base type with a rule; None leaves the comparison to Alembic."""
    return not isinstance(inspected.data_type, type(declared)) if isinstance(inspected, DOMAIN) else None


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=ledger.Base.metadata,
        include_schemas=True,
        include_object=is_ours,
        compare_type=differs,
    )
    with context.begin_transaction():
        context.run_migrations()


with current_app.extensions["migrate"].db.engine.connect() as connection:
    migrate(connection)
