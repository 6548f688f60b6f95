"""A database restored into another cluster, whose count of transactions knows nothing of it, goes on where it stood."""

import pytest

from app.database import boot_checks
from app.ids import outside
from app.queries import rounds
from tests.payments.test_house_balances import HELD, TRUTH
from tests.platform import processes
from tests.platform.processes import free_ports

TOLD = "select id from outbox_message where type = 'deposit.captured' order by xid, id"
NEXT = "select placed(pg_snapshot_xmax(pg_current_snapshot()))::text::bigint"
FURTHEST = "select latest_place()::text::bigint"
VERSION = "update alembic_version set version_num = %s returning 1"
RESTORED = (0, "Restored. Next: ./countroom db adopt.\n")
ADOPTED = "select body::jsonb -> 'data' ->> 'moved' from audit_record where name = %s"


@pytest.fixture
def dump(home, tmp_path):
    """Takes the backup; returns its file."""

    def taken():
        file = tmp_path / "countroom.dump"
        status, said = home.countroom("db", "dump", file)
        assert (status, said) == (0, f"Written: {file}, {file.stat().st_size / 1_000_000:.1f} MB.\n")
        return file

    return taken


@pytest.fixture
def lived(home, receiver):
    """Three deposits that were told and folded, one spread and not sent, two that nobody read; rounds between them."""
    home.desk.add(receiver.url, "deposit.captured")
    player = home.books.a_player()
    for name in "abc":
        home.books.deposit(player, 10_000, name)
        home.play(player, f"r{name}")
    home.books.fold()
    home.desk.work()
    home.books.deposit(player, 10_000, "d")
    home.desk.spread()
    for name in "ef":
        home.books.deposit(player, 10_000, name)
        home.play(player, f"r{name}")
    assert len(receiver.ids) == 3
    return player


@pytest.mark.parametrize("is_ahead", [False, True])
def test_every_event_is_told_once_in_order_and_the_books_agree(home, abroad, lived, receiver, dump, is_ahead):
    assert abroad.countroom("db", "restore", dump()) == RESTORED
    if is_ahead:
        abroad.count_on(abroad.rows(FURTHEST)[0][0])
    assert (abroad.rows(NEXT) > abroad.rows(FURTHEST)) == is_ahead
    for words in (("serve", "--port", free_ports()), ("worker", "--once"), ("import", "history", __file__)):
        status, said = abroad.countroom(*words)
        assert (status, "run ./countroom db adopt" in said) == (1, True), said
    assert abroad.countroom("db", "adopt") == (0, "The database is at home here now.\n")

    abroad.open()
    try:
        with abroad.app.app_context():
            before = rounds.watermark()
        for name in "gh":
            abroad.books.deposit(lived, 10_000, name)
            abroad.play(lived, f"r{name}")
        abroad.books.fold(3)
        abroad.books.fold()
        abroad.desk.work()
        with abroad.app.app_context():
            assert int(rounds.watermark()) > int(before)
    finally:
        abroad.close()
    assert receiver.ids == [outside("msg", message) for (message,) in abroad.rows(TOLD)]
    assert abroad.rows(HELD) == abroad.rows(TRUTH)
    assert abroad.countroom("ledger", "verify")[0] == 0


def test_adopting_is_recorded_and_what_is_at_home_stays_as_it_is(home, abroad, dump):
    assert abroad.countroom("db", "restore", dump()) == RESTORED
    (furthest,), (following,) = abroad.rows(FURTHEST)[0], abroad.rows(NEXT)[0]
    assert abroad.countroom("db", "adopt")[0] == 0
    ((moved,),) = abroad.rows(ADOPTED, "database.adopted")
    assert furthest - following < int(moved) <= furthest
    for place in (abroad, home):
        assert place.countroom("db", "adopt") == (0, "The database is at home here; nothing changed.\n")
    assert (len(abroad.rows(ADOPTED, "database.adopted")), home.rows(ADOPTED, "database.adopted")) == (1, [])


def test_a_dump_older_than_the_code_is_to_be_upgraded_first(home, abroad, dump):
    current = boot_checks.expected_version()
    home.rows(VERSION, "0001")
    try:
        older = dump()
    finally:
        home.rows(VERSION, current)  # the database is that of other tests too
    told = (0, "Restored. Next: ./countroom db upgrade, then ./countroom db adopt.\n")
    assert abroad.countroom("db", "restore", older) == told


def test_nothing_is_restored_over_what_is_there_and_no_dump_over_another(home, dump):
    file = dump()
    status, said = home.countroom("db", "restore", file)
    assert (status, "This database is not empty" in said) == (1, True)
    status, said = home.countroom("db", "dump", file)
    assert (status, "is there already" in said) == (1, True)
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("given", [{"DATABASE_OWNER_URL": "postgresql://nobody@127.0.0.1:1/nothing"}, {}])
def test_a_dump_that_failed_leaves_no_file(home, tmp_path, given):
    file = tmp_path / "countroom.dump"
    process = processes.countroom("db", "dump", file, DATABASE_URL=home.app_url, **given)
    _, complaints = process.communicate()
    assert (process.returncode, bool(complaints), file.exists()) == (1, True, False), complaints


def test_a_dump_into_no_folder_says_so(home, tmp_path):
    status, said = home.countroom("db", "dump", tmp_path / "nowhere" / "countroom.dump")
    assert (status, said) == (1, f"countroom: There is no folder {tmp_path / 'nowhere'}.\n")
