"""A file with every kind of line, each figure known beforehand."""

import json

from sqlalchemy import select

from app.extensions import db
from app.models.withdrawal import Withdrawal
from app.security.api_keys import Client
from app.services import withdrawals
from tests.history.sample import Life, everything
from tests.platform import processes

BALANCES = """
    select currency, purse::text, balance, version from ledger.account a join history.player p using (player_id)
     where p.reference = 'ada' order by currency, account_id
"""
ROUNDS = """
    select round_ref, stake_cash, stake_bonus, win_cash, win_bonus, bets, wins, rollbacks, late, settled_at is null
      from ledger.round order by round_ref
"""
COUNTS = """
    select (select count(*) from ledger.call), (select count(*) from ledger.transfer), (select count(*) from player),
           (select count(*) from deposit), (select count(*) from ledger.account), (select count(*) from ledger.round),
           (select count(*) from audit_record), (select sum(balance) from ledger.account),
           (select count(*) from login_session)
"""
WAITING = "select (select count(*) from history.line), (select count(*) from history.item)"


def test_every_kind_of_line_ends_where_it_should(bring_in, write, owner, verified):
    outcome = bring_in(write(everything()))
    assert (outcome.faults, outcome.players, outcome.is_clean) == ([], {"entered": 1}, True)
    assert owner.execute(BALANCES).fetchall() == [
        ("EUR", "cash", 4_940, 16),
        ("EUR", "bonus", 205, 4),
        ("EUR", "pending_withdrawal", 60, 5),
        ("EUR", "receivable", 0, 0),
        ("SEK", "cash", 900, 1),
        ("SEK", "bonus", 0, 0),
        ("SEK", "pending_withdrawal", 0, 0),
        ("SEK", "receivable", 0, 0),
    ]
    assert owner.execute(ROUNDS).fetchall() == [
        ("r1", 200, 0, 500, 0, 1, 1, 0, 0, False),
        ("r2", 250, 150, 50, 30, 1, 1, 0, 0, False),
        ("r3", 0, 0, 0, 0, 1, 0, 1, 0, False),
        ("r4", 0, 0, 0, 0, 0, 1, 1, 0, False),
        ("r5", 10, 0, 0, 0, 2, 0, 0, 1, False),
    ]
    assert verified() == []


def test_the_report_adds_up_file_and_ledger_apart(bring_in, write):
    euro, krona = bring_in(write(everything())).parity
    # in: 1000 + 300 + 5000 + 500 + 80 + 100 + 70 + 25; out: 200 + 400 + 100 + 70 + 10 + 90 + 1000 paid
    assert euro.told == euro.found == (1, 21, 7_075, 1_870, 4_940, 205, 60)
    assert krona.told == krona.found == (1, 1, 900, 0, 900, 0, 0)
    assert {*euro.differences, *krona.differences} == {0}


def test_it_happened_then_and_is_recorded_now(bring_in, write, owner):
    bring_in(write(everything()))
    times = owner.execute("""
        select bool_and(occurred_at < '2026-03-01T12:01Z'), bool_and(recorded_at > now() - interval '1 hour'),
               bool_and(uuid_extract_timestamp(call_id) = date_trunc('milliseconds', occurred_at))
          from ledger.call
    """)
    assert times.fetchone() == (True, True, True)
    opened = owner.execute("select min(opened_at)::text, max(last_at)::text from ledger.round").fetchone()
    assert opened == ("2026-03-01 12:00:06+00", "2026-03-01 12:00:15+00")


def test_the_same_file_again_changes_nothing(bring_in, write, owner):
    path = write(everything())
    first = bring_in(path)
    counts = owner.execute(COUNTS).fetchone()

    again = bring_in(path)

    assert (first.is_new, again.is_new, again.import_id) == (True, False, first.import_id)
    assert owner.execute(COUNTS).fetchone() == counts
    assert again.parity == first.parity


def test_a_player_who_comes_again_in_another_file_is_passed_over(bring_in, write, owner, verified):
    bring_in(write(everything()))
    other = Life("bo").money("deposit", "bo-1", 70).closes(70)

    outcome = bring_in(write([*everything(), *other], name="more.ndjson"))

    assert (outcome.faults, outcome.players) == ([], {"known": 1, "entered": 1})
    assert owner.execute("select count(*) from player").fetchone() == (2,)
    assert verified() == []


def test_a_player_who_comes_again_with_other_lines_is_a_fault(bring_in, write, owner):
    bring_in(write(Life("bo").money("deposit", "bo-1", 70).closes(70)))
    outcome = bring_in(write(Life("bo").money("deposit", "bo-2", 80).closes(80), name="more.ndjson"))
    assert [(fault.line, fault.reason) for fault in outcome.faults] == [
        (2, "This player has entered before, with other lines.")
    ]
    assert owner.execute("select sum(balance) from ledger.account").fetchone() == (70,)


def test_a_file_leaves_one_record_with_its_hash(bring_in, write, owner):
    path = write(everything())
    for _ in range(2):
        outcome = bring_in(path)
    records = owner.execute("select body from audit_record where name = %s", ["history.imported"]).fetchall()
    data = json.loads(records[0][0])["data"]
    assert len(records) == 1
    assert data == {
        "sha256": outcome.sha256, "players": 1, "known": 0, "faulty": 0, "faults": 0, "transfers": 22,
    }  # fmt: skip


def test_nothing_of_a_file_stays_in_waiting(bring_in, write, owner):
    bring_in(write([*everything(), *Life("bo").money("bet", "bo-1", 1, round="r").closes(0)]))
    assert owner.execute(WAITING).fetchone() == (0, 0)


def test_protection_comes_along(bring_in, write, owner):
    bring_in(write(Life("cy", status="closed", protection=["excluded", "closed"]).closes(0)))
    flags = owner.execute("select distinct unverified, restricted, excluded, closed from ledger.account").fetchall()
    assert flags == [(False, False, True, True)]
    assert owner.execute("select status from player").fetchone() == ("closed",)


def test_all_or_nothing_means_it(bring_in, write, owner):
    path = write([*everything(), *Life("bo").money("bet", "bo-1", 1, round="r").closes(0)])
    outcome = bring_in(path, all_or_nothing=True)
    assert (outcome.is_refused, len(outcome.faults), outcome.transfers) == (True, 2, 0)
    assert owner.execute("select count(*) from ledger.call").fetchone() == (0,)
    assert owner.execute(WAITING).fetchone() == (0, 0)

    outcome = bring_in(path)  # what was refused may be asked for again
    assert (outcome.is_refused, outcome.players) == (False, {"entered": 1, "faulty": 1})


WITHDRAWALS = """
    select state, amount, version, decided_at is not null, reason_code, due_at - occurred_at = interval '24 hours'
      from withdrawal order by external_id
"""
STEPS = """
    select w.external_id, s.from_state, s.to_state, s.by_kind, c.kind::text
      from withdrawal_step s join withdrawal w on w.id = s.withdrawal_id
      join ledger.call c on c.call_id = s.call_id and c.external_id like 'wd_%%'
     order by w.external_id, s.version
"""


def test_deposits_and_withdrawals_stand_in_their_lists(bring_in, write, owner):
    bring_in(write(everything()))
    deposits = owner.execute("select currency, amount, state from deposit order by external_id").fetchall()
    assert deposits == [("EUR", 5_000, "captured"), ("SEK", 900, "captured")]
    assert owner.execute(WITHDRAWALS).fetchall() == [
        ("paid", 1_000, 2, True, None, True),
        ("rejected", 700, 2, True, "other", True),
        ("requested", 60, 1, False, None, True),
    ]
    assert owner.execute(STEPS).fetchall() == [
        ("ada-v1", None, "requested", "system", "withdrawal_request"),
        ("ada-v1", "requested", "paid", "system", "withdrawal_release"),
        ("ada-v2", None, "requested", "system", "withdrawal_request"),
        ("ada-v2", "requested", "rejected", "system", "withdrawal_cancel"),
        ("ada-v3", None, "requested", "system", "withdrawal_request"),
    ]


def test_staff_decide_what_came_undecided(bring_in, write, app, owner, verified):
    bring_in(write(everything()))
    with app.app_context():
        waiting = db.session.scalars(select(Withdrawal).where(Withdrawal.state == "requested")).one()
        client = Client(api_key_id=0, name="a tool", permissions=frozenset(), brand_id=None)
        withdrawals.cancel(waiting.outside_id, by=client)
    assert owner.execute(BALANCES).fetchone() == ("EUR", "cash", 5_000, 17)
    assert verified() == []


def test_after_the_command_the_planner_knows_what_came(house, write, owner, settings, database_url, owner_url):
    environment = {
        "DATABASE_URL": database_url,
        "DATABASE_OWNER_URL": owner_url,
        "COUNTROOM_INSTANCE": str(settings.instance),
        "COUNTROOM_ENV": "test",
    }
    process = processes.countroom("import", "history", write(everything()), **environment)
    said, complaints = process.communicate()
    assert "Ledger and file agree." in said, complaints
    calls, rows = (
        "select count(*) from ledger.call",
        "select reltuples from pg_class where oid = 'ledger.call'::regclass",
    )
    assert owner.execute(rows).fetchone() == owner.execute(calls).fetchone()
