"""Whatever is played, and whenever it is folded: cells and the calls since are the sum of all calls."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.queries import figures
from app.queries.report_sources import snapshot
from app.reports.asked import Asked
from app.reports.figures import FIGURES
from tests.ledger.book import bet, key, rollback, win
from tests.reports.casino import moment

MEASURES = ("settled_stake_cash", "settled_stake_bonus", "settled_win_cash", "settled_win_bonus")
AMOUNTS = st.integers(0, 400)
STEPS = st.one_of(
    st.tuples(st.just("bet"), AMOUNTS),
    st.tuples(st.just("win"), AMOUNTS),
    st.tuples(st.just("rollback"), st.integers(0, 5)),
    st.tuples(st.just("finish"), st.just(0)),
    st.tuples(st.just("promo"), AMOUNTS),
    st.tuples(st.just("fold"), st.integers(1, 4)),
)
PLAYS = st.lists(
    st.tuples(STEPS, st.sampled_from(["", "a", "b"]), st.booleans(), st.integers(0, 47)), min_size=1, max_size=14
)


class Play:
    """One player, who does what is asked; what was played can be taken back."""

    def __init__(self, casino):
        self.casino, self.done, self.rounds = casino, [], {"a": key(), "b": key(), "": ""}
        self.player = casino.register("09 10:00")
        casino.deposit("09 11:00", self.player, 900)
        casino.credit("09 11:00", self.player, 300, "bonus")

    def step(self, kind, number, ref, settle, hour):
        at = f"{10 + hour // 24} {hour % 24:02}:30"
        if kind == "fold":
            self.casino.one("select report.fold_calls(%s)", number)
            return
        action = self._action(kind, number)
        self.casino.play(at, self.player, action, ref=self.rounds[ref] or key(), settle=settle)

    def _action(self, kind, number):
        if kind == "rollback" and self.done:
            name, of = self.done[number % len(self.done)]
            return rollback(name, of=of)
        if kind in ("rollback", "finish"):
            return {"kind": "finish", "external_id": key()}
        made = {"bet": bet, "win": win}.get(
            kind, lambda amount, name: {"kind": kind, "amount": amount, "external_id": name}
        )
        action = made(number, key())
        self.done.append((action["external_id"], kind))
        return action


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plays=PLAYS)
def test_cells_and_the_calls_since_are_the_sum_of_all_calls(app, casino, plays):
    play = Play(casino)
    for (kind, number), ref, settle, hour in plays:
        play.step(kind, number, ref, settle, hour)
    raw = casino.raw()
    with app.app_context(), snapshot() as session:
        days = (moment("08 00:00").date(), moment("13 00:00").date())
        (book,) = figures.books(session, Asked(*days, currency="EUR"), FIGURES.values())
    for at, name in enumerate(MEASURES, 4):
        assert book.total[name] == sum(row[at] for row in raw), name
    assert FIGURES["liability_closing"].of(book.total) == held(casino)


def held(casino):
    """Cash and pending withdrawals of all players, and what stands from cash in open rounds: as the accounts say."""
    accounts = casino.one(
        "select sum(balance) as n from ledger.account where purse in ('cash', 'pending_withdrawal')"
    ).n
    still_open = "select coalesce(sum(stake_cash - win_cash), 0) as n from ledger.round where settled_at is null"
    return accounts + casino.one(still_open).n


def test_at_the_end_all_of_it_is_in_the_cells(casino):
    play = Play(casino)
    for number, kind in enumerate(["bet", "win", "rollback", "bet", "finish", "rollback", "promo", "win"]):
        play.step(kind, number * 37, "ab"[number % 2], number % 3 == 0, number * 5)
    casino.fold(2)
    before = casino.cells()
    casino.owner.execute("select report.rebuild(3)")
    assert casino.cells() == before
