"""How game providers fare, from their real calls: folded cells, so a look costs the same however much is called."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Integer, SQLColumnExpression, Text, cast, column, func, literal, select

from app import clock
from app.extensions import db
from app.models.game import Integration
from app.models.ledger import Round
from app.models.provider_cell import ProviderCell, ProviderFold
from app.queries.keyset import AnyRow, Condition
from app.queries.provider_health import FAULTS

OURS = ("unavailable", "timeout", "fault")
STEPS_IN_A_DOUBLING = 8
UNSETTLED = timedelta(hours=1)
MOST_UNSETTLED = 1_000  # the latest of all these integrations; whoever has more has a list to look at
BY_PROVIDER, BY_INTEGRATION = Integration.provider_id, Integration.id


@dataclass(frozen=True)
class Window:
    """A span that is looked at, in cells of one length."""

    name: str
    words: str
    cells: str
    cell: timedelta
    count: int

    def began(self, at: datetime) -> datetime:
        """Where its first cell begins."""
        return at - self.cell * self.count


WINDOWS = {
    "hour": Window("hour", "Last hour", "minute", timedelta(minutes=1), 60),
    "day": Window("day", "Last day", "quarter", timedelta(minutes=15), 96),
}


@dataclass(frozen=True)
class Cell:
    """Calls that came in one cell, and how many of them failed."""

    began_at: datetime
    calls: int
    failed: int


@dataclass
class Fares:
    """Failed: by a fault of ours or of the provider's. What a rule refused is an answer like any other."""

    cells: list[Cell] = field(default_factory=list[Cell])
    outcomes: Counter[str] = field(default_factory=Counter[str])
    steps: Counter[int] = field(default_factory=Counter[int])
    unsettled: int = 0
    has_more_unsettled: bool = False

    @property
    def calls(self) -> int:
        return self.outcomes.total()

    @property
    def failed(self) -> int:
        return sum(count for outcome, count in self.outcomes.items() if outcome in FAULTS)

    @property
    def success(self) -> float | None:
        """A share of 1; None when nobody called."""
        return 1 - self.failed / self.calls if self.calls else None

    @property
    def errors(self) -> list[tuple[str, int, str]]:
        """What failed, the most frequent first: outcome, count, and at whose side."""
        found = [(name, count, "ours" if name in OURS else "theirs") for name, count in self.outcomes.most_common()]
        return [each for each in found if each[0] in FAULTS]

    @property
    def refusals(self) -> list[tuple[str, int]]:
        """What a rule refused, the most frequent first."""
        effect = ("applied", "already_reversed", "nothing_to_reverse")
        return [each for each in self.outcomes.most_common() if each[0] not in (*FAULTS, *effect)]

    def latency(self, share: float) -> int | None:
        """In µs, right to within a tenth: as long as `share` of the calls took at most."""
        rest = share * self.steps.total()
        for step, count in sorted(self.steps.items()):
            rest -= count
            if rest <= 0:
                return round(2 ** ((step + 0.5) / STEPS_IN_A_DOUBLING))
        return None


def merged(several: Sequence[Fares]) -> Fares:
    """All of them as one."""
    more = any(each.has_more_unsettled for each in several)
    whole = Fares(unsettled=sum(each.unsettled for each in several), has_more_unsettled=more)
    for each in several:
        whole.cells += each.cells
        whole.outcomes += each.outcomes
        whole.steps += each.steps
    return whole


def as_of() -> datetime | None:
    """When the cells were counted last; None: never."""
    return db.session.scalar(select(ProviderFold.folded_at))


def fares(window: Window, by: SQLColumnExpression[int], among: Sequence[int]) -> Mapping[int, Fares]:
    """By provider or by integration, for the integrations `among`: three queries."""
    began = window.began(clock.now())
    found: dict[int, Fares] = defaultdict(Fares)  # cells may be folded between one query and the next
    of_it = (ProviderCell.span == window.cells, ProviderCell.began_at >= began, ProviderCell.integration_id.in_(among))
    for (key, began_at), outcomes in groupby(_outcomes(by, of_it), key=lambda row: (row[0], row[1])):
        told = {outcome: calls for _, _, outcome, calls in outcomes}
        failed = sum(calls for outcome, calls in told.items() if outcome in FAULTS)
        found[key].cells.append(Cell(began_at, sum(told.values()), failed))
        found[key].outcomes.update(told)
    for key, step, calls in _steps(by, of_it):
        found[key].steps[step] = calls
    unsettled = _unsettled(by, among)
    has_more = sum(count for _, count in unsettled) == MOST_UNSETTLED
    for key, count in unsettled:
        found[key].unsettled, found[key].has_more_unsettled = count, has_more
    return found


def _outcomes(by: SQLColumnExpression[int], of_it: Sequence[Condition]) -> Sequence[AnyRow]:
    """What came of how many calls, cell by cell."""
    keys = (by, ProviderCell.began_at, ProviderCell.outcome)
    query = select(*keys, func.sum(ProviderCell.calls)).join(Integration, Integration.id == ProviderCell.integration_id)
    return db.session.execute(query.where(*of_it).group_by(*keys).order_by(*keys)).all()


def _steps(by: SQLColumnExpression[int], of_it: Sequence[Condition]) -> Sequence[AnyRow]:
    each = func.jsonb_each_text(ProviderCell.latencies).table_valued(column("key", Text), column("value", Text))
    step = cast(each.c.key, Integer)
    query = select(by, step, func.sum(cast(each.c.value, Integer))).select_from(ProviderCell)
    query = query.join(Integration, Integration.id == ProviderCell.integration_id).join(each, literal(True))
    return db.session.execute(query.where(*of_it).group_by(by, step)).all()


def _unsettled(by: SQLColumnExpression[int], among: Sequence[int]) -> Sequence[AnyRow]:
    """Rounds that are open for too long, the latest MOST_UNSETTLED of them."""
    old = Round.settled_at.is_(None), Round.opened_at < clock.now() - UNSETTLED, Round.integration_id.in_(among)
    few = select(Round.integration_id).where(*old).order_by(Round.opened_at.desc()).limit(MOST_UNSETTLED).subquery()
    query = select(by, func.count()).select_from(few).join(Integration, Integration.id == few.c.integration_id)
    return db.session.execute(query.group_by(by)).all()
