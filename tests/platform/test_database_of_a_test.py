"""What the other tests rest on: an emptied database, durable as in production."""

import pytest


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_tests_run_with_durability_on(visitor, setting):
    assert visitor.execute(f"show {setting}").fetchone() == ("on",)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_empty_though_services_commit(owner, turn):
    assert owner.execute("select count(*) from licence").fetchone() == (0,)
    owner.execute("insert into licence (code, authority, name) values ('mga', 'MGA', 'Malta')")


def test_what_migrations_put_there_stays(visitor):
    assert visitor.execute("select exponent from ledger.currency where code = 'KWD'").fetchone() == (3,)
