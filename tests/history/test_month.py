"""The demo's month as an operator would bring it in; `./countroom prove history` takes all of it, by the clock."""

import os
import sys
from datetime import UTC, datetime

import pytest

from app.demo import history as past
from app.demo.world import read
from app.services import demo_data

IS_LONG = "COUNTROOM_PROVE" in os.environ
PLAYERS = 2_000 if IS_LONG else 60
TRANSFERS = 450_000 if IS_LONG else 8_000
FASTEST = 20_000 if IS_LONG else 0  # transfers a second, of a machine that has nothing else to do

SEEN = """
    select (select count(*) from ledger.call), (select count(*) from ledger.transfer),
           (select count(*) from ledger.round), (select count(*) from player), (select count(*) from audit_record),
           (select max(recorded_at) from ledger.call)
"""
SHORT = """
    select max(ended - begun) < interval '15 seconds' from (
      select min(recorded_at) as begun, max(recorded_at) as ended from ledger.call group by xid) t
"""


@pytest.fixture
def month(app, house, tmp_path):
    with app.app_context():
        world = read(demo_data.prepare().path)
    past.write(tmp_path / "month.ndjson", world, players=PLAYERS, seed=1, until=datetime(2026, 3, 31, tzinfo=UTC))
    return tmp_path / "month.ndjson"


def test_a_month_enters_whole_and_fast_and_once(month, bring_in, verified, owner, capsys):
    outcome = bring_in(month)
    speed = outcome.transfers / outcome.post_seconds
    with capsys.disabled():
        told = f"read in {outcome.read_seconds:.1f} s, posted at {speed:,.0f} a second"
        sys.stdout.write(f"\n{outcome.transfers:,} transfers: {told}\n" if IS_LONG else "")

    assert (outcome.players, outcome.faults, outcome.is_clean) == ({"entered": PLAYERS}, [], True)
    assert outcome.transfers > TRANSFERS
    assert verified() == []
    assert owner.execute(SHORT).fetchone() == (True,)  # no transaction that a reader's watermark would wait for
    assert speed > FASTEST

    seen = owner.execute(SEEN).fetchone()
    assert bring_in(month).is_new is False
    assert owner.execute(SEEN).fetchone() == seen
