"""While people play and the fold runs: within one snapshot a report and the rows behind it are the same, to the minor
unit, and no report ever goes back behind what was told before."""

import threading
from datetime import date

import psycopg
import pytest

from app.queries import figure_calls, figure_ways, figures
from app.queries.report_sources import snapshot
from app.reports.asked import Asked
from app.reports.figures import FIGURES
from tests.ledger.book import bet, win
from tests.reports.casino import Casino

ASKED = Asked(date(2026, 3, 10), date(2026, 3, 10), currency="EUR")
LOOKS = 12
ROUNDS = 500  # of each at most: their calls stay few enough to be summed one by one, however fast the machine


@pytest.fixture
def busy(casino, database_url):
    """Two who play and one who folds, until the test is done."""
    stop = threading.Event()

    def play(player):
        with Casino.beside(casino, database_url) as own:
            for _ in range(ROUNDS):
                if stop.is_set():
                    return
                own.play("10 12:00", player, bet(7), win(5))

    def fold():
        with psycopg.connect(database_url, autocommit=True) as own:
            while not stop.is_set():
                own.execute("select report.fold_calls(5)")

    players = [casino.register("10 10:00") for _ in range(2)]
    for player in players:
        casino.deposit("10 11:00", player, 1_000_000)
    threads = [threading.Thread(target=play, args=[player]) for player in players] + [threading.Thread(target=fold)]
    for thread in threads:
        thread.start()
    yield casino
    stop.set()
    for thread in threads:
        thread.join()


def test_a_report_and_its_rows_agree_and_never_go_back(app, busy):
    told = 0
    for _ in range(LOOKS):
        with app.app_context(), snapshot() as session:
            for name in ("turnover_cash", "ggr_settled", "liability_closing"):
                (book,) = figures.books(session, ASKED, [FIGURES[name]])
                ways = figure_ways.ways(session, ASKED, FIGURES[name])
                checked = figure_calls.checked(session, ASKED, ways)
                assert FIGURES[name].of(book.total) == checked.above, name
            turnover = figures.books(session, ASKED, [FIGURES["turnover_cash"]])[0].total["settled_stake_cash"]
        assert turnover >= told
        told = turnover
    assert told > 0
