"""Who may bring history in, and what they cannot do besides."""

import psycopg
import pytest

POST = "select ledger.post_history(uuidv7(), 1, 1, true)"


@pytest.mark.parametrize("role", ["countroom_app", "countroom_reader"])
@pytest.mark.parametrize("sql", [
    POST, "select history.begin('x', 'x', '{}', false, 1)", "select history.read_lines(uuidv7(), 1)",
    "select history.prepare(uuidv7())", "select history.close(uuidv7(), false)", "select history.post(uuidv7())",
    "insert into history.line values (1, '{}')", "insert into history.item select from history.item",
    "update history.player set state = 'waiting'", "delete from history.fault", "select * from history.item",
])  # fmt: skip
def test_only_the_importer_brings_history_in(server, database, role, sql):
    with (
        psycopg.connect(server.url(role, database), autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(sql)


@pytest.mark.parametrize("sql", [
    "insert into ledger.call (call_id) values (uuidv7())", "update ledger.account set balance = 1",
    "insert into player (brand_id) values (1)", "select * from player_person", "select history.post(uuidv7())",
    "insert into history.player (number) values (1)", "update history.import set state = 'posting'",
    "select history.tell(uuidv7())", "select ledger.deposit(1, 'x', 1, 'EUR', 1)", "create table history.mine ()",
])  # fmt: skip
def test_the_importer_can_do_nothing_else(owner, sql):
    owner.execute("set role countroom_importer")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute(sql)


def test_the_importer_cannot_post_what_is_not_ready(owner):
    owner.execute("set role countroom_importer")
    with pytest.raises(psycopg.errors.RaiseException, match="not ready"):
        owner.execute(POST)
