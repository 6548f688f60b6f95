"""Nothing is served on a database that could lose money, or with a role that could rewrite what was."""

from collections.abc import Iterator

import psycopg
import pytest

from app.database import boot_checks, embedded, roles
from app.errors import Unavailable
from tests.fixtures import cluster

DATABASE = "countroom_boot_checks"


@pytest.fixture
def house(server, worker_id) -> Iterator[psycopg.Connection]:
    """The owner of a fresh database; grants are spoiled in it and nowhere else."""
    name = f"{DATABASE}_{worker_id}"
    cluster.clone(server, name)
    with psycopg.connect(server.url(roles.OWNER, name), autocommit=True) as connection:
        yield connection


def reasons(server, house, role="countroom_app") -> list[str]:
    return list(boot_checks.refusals(server.url(role, house.info.dbname)))


def test_a_migrated_database_with_the_right_role_is_fine(server, house):
    assert reasons(server, house) == []


def tables_of_record(house) -> set[str]:
    """Every table of the ledger but its currencies, and whatever says when it was recorded and never changes after."""
    return {
        f"{schema}.{table}"
        for schema, table in house.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_schema = 'ledger' and table_type = 'BASE TABLE' and table_name <> 'currency'"
            " union select table_schema, table_name from information_schema.columns"
            " where column_name in ('recorded_at', 'received_at') and table_schema = 'public'"
            " and table_name <> 'player'"
            " and not has_any_column_privilege('countroom_app', table_schema || '.' || table_name, 'update')"
        ).fetchall()
    }


def test_every_table_of_record_is_guarded(house):
    assert set(boot_checks.GUARDED) == tables_of_record(house)


@pytest.mark.parametrize(
    ("table", "granted", "told"),
    [
        *(
            (table, change, f"may {change.upper()}")
            for table in boot_checks.GUARDED
            for change in ("update", "delete", "truncate")
        ),
        ("public.audit_record", "insert (recorded_at)", "may say when"),
        ("public.deposit", "insert (recorded_at)", "may say when"),
        ("public.provider_call", "insert (recorded_at)", "may say when"),
        ("public.provider_call", "update (recorded_at)", "may UPDATE"),
        *((table, "insert", "may INSERT") for table in boot_checks.LEDGER),
    ],
)
def test_a_role_that_could_rewrite_or_invent_history_is_refused(server, house, table, granted, told):
    house.execute(f"grant {granted} on {table} to countroom_app")
    (reason,) = reasons(server, house)
    assert told in reason
    assert table.removeprefix("public.") in reason
    assert "revoke" in reason


def test_the_owner_is_refused(server, house):
    assert all("use the role countroom_app" in reason for reason in reasons(server, house, roles.OWNER))
    assert len(reasons(server, house, roles.OWNER)) == len(boot_checks.GUARDED)


def test_the_superuser_is_refused(server, house):
    (reason,) = reasons(server, house, "postgres")
    assert "superuser" in reason


@pytest.mark.parametrize(
    ("found", "told"),
    [("0001", "run ./countroom db upgrade"), ("9999", "start the newer code"), (None, "run ./countroom db upgrade")],
)
def test_another_version_of_the_schema_is_refused(server, house, found, told):
    house.execute("delete from alembic_version")
    if found:
        house.execute("insert into alembic_version values (%s)", [found])
    (reason,) = reasons(server, house)
    assert told in reason


@pytest.mark.parametrize(
    "moved",
    [
        "update cluster_identity set system_identifier = system_identifier - 1",
        "insert into outbox_reader values ('a copy that was ahead', '4000000000', uuidv7())",
    ],
)
def test_a_database_that_counts_otherwise_is_refused_until_it_is_adopted(server, house, moved):
    house.execute(moved)
    (reason,) = reasons(server, house)
    assert "run ./countroom db adopt" in reason
    house.execute("select adopt_cluster()")
    assert reasons(server, house) == []


def test_the_application_itself_cannot_adopt(server, house):
    with (
        psycopg.connect(server.url("countroom_app", house.info.dbname)) as visitor,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        visitor.execute("select adopt_cluster()")


def test_commits_that_do_not_wait_are_refused(server, house):
    house.execute(f"alter database {house.info.dbname} set synchronous_commit = off")
    (reason,) = reasons(server, house)
    assert "set synchronous_commit = on" in reason


def test_a_server_that_could_lose_acknowledged_money_is_refused(tmp_path):
    with embedded.running(tmp_path, {**embedded.SETTINGS, "fsync": "off", "full_page_writes": "off"}) as careless:
        told = list(boot_checks.refusals(careless.url()))
    assert [reason.split()[0] for reason in told[:2]] == ["fsync", "full_page_writes"]


def test_a_database_that_does_not_answer_is_said_in_a_sentence(tmp_path):
    with pytest.raises(Unavailable, match=r"(?s)The database does not answer .* correct DATABASE_URL"):
        boot_checks.insist(f"postgresql://countroom_app@/countroom?host={tmp_path}")
