"""A fixed question is planned once a connection: it stays prepared however the transactions end that ask it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError

from app.database.prepared import MOST
from app.extensions import db, planned_once

ASKED = text("select name from brand where id = :id")
PREPARED = text("select count(*) from pg_prepared_statements where statement like 'select name from brand%'")
TIMES = 8  # more than psycopg waits for of itself


@pytest.fixture
def connection(app):
    """One of the pool's, by itself."""
    with app.app_context(), db.engine.connect() as connection:
        yield connection


@pytest.mark.parametrize("end", ["rollback", "commit"])
def test_a_statement_stays_prepared_when_its_transaction_ends(connection, end):
    for _ in range(TIMES):
        with planned_once():
            connection.execute(ASKED, {"id": 1})
        getattr(connection, end)()
    assert connection.scalar(PREPARED) == 1


def test_what_somebody_looks_for_is_planned_anew_however_often(connection):
    for _ in range(TIMES):
        for _ in range(TIMES):
            connection.execute(text("select code from brand where id = :id"), {"id": 1})
        connection.rollback()
    assert connection.scalar(text(PREPARED.text.replace("select name", "select code"))) == 0


def test_one_that_went_wrong_is_asked_again_as_before(connection):
    share = text("select 1 / cast(:by as integer)")
    for _ in range(TIMES):
        with planned_once(), pytest.raises(DataError, match="division by zero"):
            connection.execute(share, {"by": 0})
        connection.rollback()
        with planned_once():
            assert connection.scalar(share, {"by": 1}) == 1
        connection.rollback()


def test_no_more_stay_than_a_connection_should_hold(connection):
    with planned_once():
        for number in range(MOST + 20):
            connection.execute(text(f"select {number}"))
    connection.rollback()
    held = connection.scalar(text("select count(*) from pg_prepared_statements"))
    assert MOST - 10 <= held <= MOST + 1  # one is on its way out
