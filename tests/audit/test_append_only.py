"""The app adds records and does nothing else to them, and cannot say when that was."""

import psycopg
import pytest

from app.services import staff as staff_service

COLUMNS = "(event_id, schema_version, body, name, phase, actor_kind, actor_id, target, outcome"
VALUES = "values (uuidv7(), 1, '{}', 'x', 'effect', 'system', '', '', 'done'"


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_record set body = '{}'",
        "delete from audit_record",
        "truncate audit_record",
        f"insert into audit_record {COLUMNS}, recorded_at) {VALUES}, '2020-01-01')",
        f"insert into audit_record {COLUMNS}, xid) {VALUES}, '1')",
        "update provider_call set answer = ''",
        "delete from provider_call",
        "update deposit set amount = 1",
        "delete from staff_session",
        "update staff_session set expires_at = 'infinity'",
        "alter table audit_record add column harmless text",
    ],
)
def test_the_app_cannot(visitor, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute(statement)


def test_a_record_says_who_what_and_when_without_personal_data(app, owner):
    with app.app_context():
        grace = staff_service.add(email="grace@example.test", name="Grace", role_code="support", password=None)
        target = grace.outside_id
    body, phase, actor, said = owner.execute("select body, phase, actor_kind, target from audit_record").fetchone()
    assert (phase, actor, said) == ("effect", "system", target)
    assert f'"sentence":"Added {target} with the role support."' in body
    assert "Grace" not in body
    assert "example.test" not in body


def test_the_cluster_whose_transactions_are_counted_is_noted(owner):
    noted = owner.execute("select system_identifier from cluster_identity").fetchall()
    assert noted == owner.execute("select system_identifier from pg_control_system()").fetchall()
