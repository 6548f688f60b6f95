"""`./countroom reports rebuild`, as an operator runs it."""

from concurrent.futures import ThreadPoolExecutor

import psycopg

from tests.platform.processes import countroom, until
from tests.reports import golden


def test_the_command_adds_up_what_was_folded(casino, database_url, owner_url):
    golden.happen(casino)
    casino.fold(3)
    before = casino.cells()
    casino.owner.execute("delete from report.cell where grain = 'detail'")
    process = countroom("reports", "rebuild", DATABASE_URL=database_url, DATABASE_OWNER_URL=owner_url)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert said == f"Added up anew: {casino.one('select count(*) as n from ledger.call').n} calls.\n"
    assert casino.cells() == before


def test_until_it_is_done_everybody_reads_what_stood_and_whoever_folds_waits(casino, database_url, owner_url):
    golden.happen(casino)
    casino.fold(3)
    before = casino.cells()
    with psycopg.connect(owner_url) as own, ThreadPoolExecutor(1) as pool:
        own.execute("select report.rebuild(5)")
        folding = pool.submit(fold, database_url)
        until(lambda: waits(casino))
        assert casino.cells() == before
        own.commit()
        assert folding.result() == 0
    assert casino.cells() == before


def test_broken_off_it_leaves_what_stood_and_days_are_counted_as_before(casino, owner_url):
    golden.happen(casino)
    casino.fold(3)
    before = casino.cells()
    with psycopg.connect(owner_url) as own:
        own.execute("select report.rebuild(5)")
        own.rollback()
    assert casino.cells() == before
    states = casino.all("select tgenabled::text from pg_trigger where tgrelid = 'report.player_day'::regclass")
    assert {row[0] for row in states} == {"O"}


def fold(database_url):
    with psycopg.connect(database_url, autocommit=True) as own:
        return own.execute("select report.fold_calls(100)").fetchone()[0]


def waits(casino):
    waiting = (
        "select count(*) as n from pg_stat_activity where query like '%%fold_calls%%' and wait_event_type = 'Lock'"
    )
    return casino.one(waiting).n == 1
