"""What the house does by the clock."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from app import clock
from app.jobs.upkeep import VERIFIED_EACH_MINUTE
from app.jobs.worker import queue
from app.services import upkeep
from tests.jobs.running import run
from tests.wallet.house import House

CALL = """
insert into provider_call (request_id, integration_id, operation, received_at, body, signature_valid, headers, outcome,
  replayed, http_status, answer, latency_us, wait_us, batch_size)
values (uuidv7(%(age)s), %(integration)s, 'bet', now() + %(age)s, '', true, '{}', 'applied', false, 200, '', 1, 1, 1)
"""


@pytest.fixture
def integration(owner) -> int:
    """An integration of a brand whose profile keeps raw calls for 30 days, and earlier asked for 20."""
    return owner.execute("""
        with law as (insert into licence (code, authority, name) values ('l', 'A', 'L') returning id),
        rules as (insert into jurisdiction_profile (code, version, effective_from, minimum_age, gaming_day_zone,
            gaming_day_start_hour, stake_order, requires_verified_identity, call_log_days)
          select 'p', version, now(), 18, 'UTC', 0, 'cash_first', false, 10 + 10 * version
          from generate_series(1, 2) version),
        label as (insert into brand (code, name, licence_id, profile_code)
          select 'b', 'B', id, 'p' from law returning id),
        maker as (insert into provider (code, name) values ('m', 'M') returning id)
        insert into integration (code, provider_id, brand_id, dialect)
        select 'own', maker.id, label.id, 'softswiss' from maker, label returning id
    """).fetchone()[0]


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
def test_raw_calls_are_kept_as_long_as_the_longest_profile_says(app, owner, integration, days, stays):
    owner.execute(CALL, {"age": timedelta(days=-days), "integration": integration})
    with app.app_context():
        pruned = upkeep.prune_provider_calls(10)
    assert (pruned == 0, owner.execute("select count(*) from provider_call").fetchone()[0] == 1) == (stays, stays)


def test_calls_of_nobody_are_kept_as_long_as_the_longest(app, owner, integration):
    for days in (29, 31):
        owner.execute(CALL, {"age": timedelta(days=-days), "integration": None})
    with app.app_context():
        assert upkeep.prune_provider_calls(10) == 1


def test_pruning_takes_no_more_than_asked(app, owner, integration):
    for _ in range(3):
        owner.execute(CALL, {"age": timedelta(days=-40), "integration": integration})
    with app.app_context():
        assert [upkeep.prune_provider_calls(2) for _ in range(3)] == [2, 1, 0]


def test_the_application_itself_cannot_delete_a_call(visitor):
    powers = "select has_table_privilege('provider_call', 'delete')"
    assert visitor.execute(powers).fetchone() == (False,)


def test_sessions_past_their_time_end(app, owner):
    member = owner.execute("insert into staff (email, name) values ('a@example.test', 'A') returning id").fetchone()[0]
    for number, lasts in enumerate((timedelta(hours=-1), timedelta(hours=1))):
        owner.execute(
            "insert into staff_session (token_hash, staff_id, expires_at, ip, user_agent) values (%s, %s, %s, '', '')",
            [bytes([number] * 32), member, clock.now() + lasts],
        )
    with app.app_context():
        upkeep.end_what_ran_out()
    ended = owner.execute("select expires_at < now(), revoked_at is not null from staff_session order by 1").fetchall()
    assert ended == [(False, False), (True, True)]


def test_failures_of_yesterday_are_forgiven_and_those_of_today_are_not(app, owner):
    owner.execute("""
        insert into throttle (key, failures, blocked_until, seen_at)
        values ('old', 9, now() - interval '1 hour', now() - interval '2 days'),
               ('new', 9, now() - interval '1 hour', now() - interval '1 hour'),
               ('blocked', 9, now() + interval '1 hour', now() - interval '2 days')
    """)
    with app.app_context():
        upkeep.end_what_ran_out()
    assert owner.execute("select key from throttle order by key").fetchall() == [("blocked",), ("new",)]


@pytest.fixture
def player(app) -> int:
    """A player of a whole house, with 1.00 EUR."""
    return House(app).build().a_player(cash=100).id


def test_a_fault_in_the_ledger_is_found_in_the_players_turn(app, owner, player):
    size = 3
    turn = (player - 1) // size
    with app.app_context():
        assert upkeep.faults_of_some_players(turn=turn, size=size) == []
    owner.execute("update ledger.account set balance = balance + 1 where player_id = %s and purse = 'cash'", [player])
    with app.app_context():
        found = upkeep.faults_of_some_players(turn=turn, size=size)
    assert {fault["player_id"] for fault in found} == {player}
    assert "balance differs from its transfers" in {fault["fault"] for fault in found}


def test_the_worker_runs_a_job_and_tells_of_a_fault(app, settings, owner, player):
    owner.execute("update ledger.account set balance = balance + 1 where player_id = %s and purse = 'cash'", [player])
    turn = (player - 1) // VERIFIED_EACH_MINUTE
    with queue(settings).open() as jobs:
        jobs.tasks["verify_some_players"].configure(queueing_lock="in a test").defer(timestamp=turn * 60)

    with capture_logs() as told:
        run(app, settings)

    left = owner.execute("select status from procrastinate.procrastinate_jobs where task_name = 'verify_some_players'")
    assert "failed" not in {status for (status,) in left}
    assert ("ledger fault", player, "error") in {(line["event"], line["player_id"], line["log_level"]) for line in told}
