"""A connection plans a statement once: it stays prepared however the transactions end in which it is asked."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError

from app import create_app
from app.database.prepared import MOST
from app.extensions import db

ASKED = text("select name from brand where id = :id")
PREPARED = text("select count(*) from pg_prepared_statements where statement like 'select name from brand%'")
TIMES = 8  # more than psycopg waits for


@pytest.fixture
def connection(app):
    """One of the pool's, by itself."""
    with app.app_context(), db.engine.connect() as connection:
        yield connection


@pytest.mark.parametrize("end", ["rollback", "commit"])
def test_a_statement_stays_prepared_when_its_transaction_ends(connection, end):
    for _ in range(TIMES):
        connection.execute(ASKED, {"id": 1})
        getattr(connection, end)()
    assert connection.scalar(PREPARED) == 1


def test_one_that_went_wrong_is_asked_again_as_before(connection):
    share = text("select 1 / cast(:by as integer)")
    for _ in range(TIMES):
        with pytest.raises(DataError, match="division by zero"):
            connection.execute(share, {"by": 0})
        connection.rollback()
        assert connection.scalar(share, {"by": 1}) == 1
        connection.rollback()


def test_no_more_stay_than_a_connection_should_hold(connection):
    for number in range(MOST + 20):
        for _ in range(TIMES):
            connection.execute(text(f"select {number}"))
    connection.rollback()
    held = connection.scalar(text("select count(*) from pg_prepared_statements"))
    assert MOST - 10 <= held <= MOST + 1  # one is on its way out


def test_commands_forget_as_psycopg_does(app, settings):
    command = create_app("command", settings)
    with command.app_context(), db.engine.connect() as connection:
        for _ in range(TIMES):
            connection.execute(ASKED, {"id": 1})
            connection.rollback()
        assert connection.scalar(PREPARED) == 0
    with command.app_context():
        db.engine.dispose()
