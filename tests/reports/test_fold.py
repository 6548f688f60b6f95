"""Cells are the sums of the ledger’s calls, however and how often they are folded, and never of one that may still
commit."""

import psycopg
import pytest

from app.queries.report_sources import MEASURES
from tests.ledger.book import in_threads
from tests.reports import golden
from tests.reports.raw import CELLS

# What tells the cells of a grain apart; the rest is the same in all of them.
GRAINS = {
    "quarter": "day, brand_id, currency, at, integration_id",
    "day": "day, brand_id, currency, country",
    "detail": "day, brand_id, currency, integration_id, game_id, country",
}
QUARTER = "date_bin('15 minutes', occurred_at, timestamptz '2000-01-01 00:00 UTC')"
MINUTE = "date_trunc('minute', occurred_at)"
MINUTES = "day, brand_id, currency, at"
OF_A_MINUTE = (*(name for name in MEASURES if name.startswith("settled_")), "credit_cash", "deposit", "withdrawal")
LATELY = """
with shift as (select now() - max(occurred_at) as by from ledger.call),
     transfers as (update ledger.transfer set occurred_at = occurred_at + by from shift)
update ledger.call set occurred_at = occurred_at + by from shift
"""
SEALED = "update ledger.call c set digest = ledger.digest_of(c)"


@pytest.fixture
def played(casino):
    golden.happen(casino)
    return casino


@pytest.mark.parametrize("at_most", [1, 2, 7, 10_000])
def test_cells_are_the_sums_of_the_calls_however_they_are_folded(played, at_most):
    played.fold(at_most)
    assert played.all(CELLS) == played.raw()
    assert played.all(CELLS) != []


@pytest.mark.parametrize("grain", GRAINS)
def test_every_measure_of_every_cell_is_the_sum_of_its_movements(played, grain):
    played.fold(9)
    cells = sums(played, f"report.cell where grain = '{grain}'", GRAINS[grain], MEASURES)
    assert cells == sums(played, moved(QUARTER), GRAINS[grain], MEASURES)
    assert cells != []


def test_every_measure_of_every_minute_is_the_sum_of_its_movements(played):
    """Kept of the last days only, so what happened is moved there."""
    played.owner.execute(LATELY)
    played.owner.execute(SEALED)
    played.fold(9)
    minutes = sums(played, "report.minute", MINUTES, OF_A_MINUTE)
    assert minutes == sums(played, f"{moved(MINUTE)} where day > current_date - 10", MINUTES, OF_A_MINUTE)
    assert minutes != []


def moved(at):
    return f"(select m.*, report.gaming_day(brand_id, occurred_at) as day, {at} as at from report.movement m) moved"


def sums(casino, source, keys, measures):
    """Line by line; the keys come first."""
    added = ", ".join(f"sum({name})::bigint as {name}" for name in measures)
    return casino.owner.execute(f"select {keys}, {added} from {source} group by {keys} order by {keys}").fetchall()


def test_folding_again_counts_nothing_twice(played):
    played.fold()
    before = played.cells()
    assert played.one("select report.fold_calls(100) as n").n == 0
    assert played.cells() == before


def test_two_who_fold_at_once_count_nothing_twice(played, database_url):
    def fold(_):
        with psycopg.connect(database_url, autocommit=True) as own:
            return [own.execute("select report.fold_calls(3)").fetchone() for _ in range(12)]

    in_threads(4, fold)
    played.fold()
    assert played.all(CELLS) == played.raw()


def test_adding_up_anew_gives_what_was_folded(played):
    played.fold(3)
    before = played.cells()
    played.owner.execute("update report.cell set stake_cash = stake_cash + 1")
    calls = played.owner.execute("select report.rebuild(5) as n").fetchone().n
    assert calls == played.one("select count(*) as n from ledger.call").n
    assert played.cells() == before


def test_a_call_that_commits_late_is_not_passed_over(played, database_url):
    slow_player = played.register("10 09:00")
    with psycopg.connect(database_url) as slow:
        psp = played.ids["payment_provider", "pretend"]
        slow.execute("select ledger.deposit(%s, 'slow', %s, 'EUR', 700)", [psp, slow_player])
        played.deposit("10 12:00", played.register("10 10:00"), 300)
        played.one("select report.fold_calls(10000)")
        slow.commit()
    played.fold()
    assert played.all(CELLS) == played.raw()
    assert (
        played.one("select sum(deposit) as n from report.cell where grain = 'day'").n == 10_000 + 5_000 + 3_000 + 1_000
    )


def test_the_first_deposit_is_the_one_the_ledger_took_first(played):
    """Whichever is folded first: two currencies have two gates."""
    player = played.register("10 10:00")
    played.one("select ledger.open_wallet(%s, %s, 'SEK')", player, played.ids["brand", "norrsken"])
    played.deposit("10 11:00", player, 100, "SEK")
    played.deposit("10 10:30", player, 200)
    played.fold(1)
    assert played.one("select amount from report.first_deposit where player_id = %s", player).amount == 100


def test_nobody_but_the_fold_writes_a_cell(visitor):
    for statement in (
        "update report.cell set stake_cash = 0",
        "delete from report.player_day",
        "insert into report.stray values (now(), uuidv7(), 1)",
        "update report.fold set folded_to = '0'",
        "select report.rebuild(10)",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            visitor.execute(statement)


def test_a_player_is_no_test_player_later(played, visitor):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute("update player set is_test = true")
