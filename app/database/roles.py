"""The cluster's roles and the database itself: what migrations cannot make, because they run as the owner."""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

DATABASE = "countroom"
OWNER = "countroom_owner"
VISITORS = ("countroom_app", "countroom_reader")


def install(superuser_url: str, passwords: Mapping[str, str], database: str = DATABASE) -> None:
    """Create roles and database where they are missing, and set each password; idempotent."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute((Path(__file__).parent / "roles.sql").read_bytes())
        for role in (OWNER, *VISITORS):
            connection.execute(
                sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(passwords[role]))
            )
        create_database(connection, database)


def create_database(connection: psycopg.Connection, database: str, *, template: str = "template1") -> None:
    """Create `database` for the owner, closed to everybody but our roles; leave an existing one as it is."""
    if connection.execute("select from pg_database where datname = %s", [database]).rowcount:
        return
    name, owner = sql.Identifier(database), sql.Identifier(OWNER)
    connection.execute(sql.SQL("create database {} owner {} template {}").format(name, owner, sql.Identifier(template)))
    connection.execute(sql.SQL("revoke all on database {} from public").format(name))
    visitors = sql.SQL(", ").join(map(sql.Identifier, VISITORS))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(name, visitors))
