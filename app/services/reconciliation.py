"""A gaming platform's journal against the ledger: every operation, and what every player holds, to the minor unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import text

from app.errors import NotFound
from app.extensions import db
from app.ids import inside, outside
from app.services.foreign_journal import ForeignJournal, Holder, Operation

BATCH = 1000
PATIENCE = 200  # looks at players who keep playing while we look
HOLDINGS = ("holds", "waits to be paid", "owes", "calls that took effect")
Holdings = tuple[int, int, int, int]  # cash and bonus, and so on in minor units; and a count

FOUND = text("""
    select asked.n, c.outcome::text, c.cash + c.bonus, c.shortfall, p.public_id
      from unnest(cast(:numbers as integer[]), cast(:parties as text[]), cast(:classes as text[]), cast(:ids as text[]))
             as asked (n, party, class, id)
      left join integration i on i.code = asked.party and asked.class = 'play'
      left join payment_provider d on d.code = asked.party and asked.class = 'deposit'
      left join ledger.call c
        on c.integration_id = case asked.class when 'play' then i.id when 'deposit' then d.id else 0 end
       and c.op_class = cast(asked.class as ledger.op_class)
       and c.external_id = asked.id and not c.refused
      left join player p on p.id = c.player_id
""")
HELD = text("""
    select sum(a.balance) filter (where a.purse in ('cash', 'bonus')),
           sum(a.balance) filter (where a.purse = 'pending_withdrawal'),
           sum(a.balance) filter (where a.purse = 'receivable'),
           (select count(*) from ledger.call c
             where c.player_id = p.id and not c.refused and c.kind not in ('tombstone', 'finish')),
           (select jsonb_object_agg(c.external_id, c.cash + c.bonus) from ledger.call c
             where c.player_id = p.id and not c.refused and c.op_class = 'adjustment')
      from player p join ledger.account a on a.player_id = p.id
     where p.public_id = :player and a.currency = :currency
     group by p.id
""")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where journal and ledger disagree; `place` is a line of the journal or a player."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}"


@dataclass
class Reconciliation:
    """What was compared, and what differs. `busy`: players with a call under way, whose balance waits."""

    operations: int = 0
    players: int = 0
    busy: int = 0
    moved: int = 0
    differences: list[Difference] = field(default_factory=list[Difference])


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger holds under an identifier; no outcome: nothing."""

    outcome: str | None
    moved: int
    shortfall: int
    player: str


def reconcile(path: Path) -> Reconciliation:
    """Compare everything in the journal with the ledger; raises NotFound or Invalid when it is none."""
    if not path.is_file():
        raise NotFound(f"There is no journal at {path}.")
    journal, found = ForeignJournal(path), Reconciliation()
    _compare_operations(journal, found)
    _compare_players(journal, found)
    for line, surprise in journal.surprises:
        sentence = f"the journal itself was surprised: expected {surprise['expected']}, told {surprise['told']}"
        found.differences.append(Difference(f"line {line}", sentence))
    return found


def _compare_operations(journal: ForeignJournal, found: Reconciliation) -> None:
    operations = journal.read_on()
    while batch := list(islice(operations, BATCH)):
        for operation, standing in zip(batch, _standing(batch), strict=True):
            found.operations += 1
            found.moved += abs(operation.moved)
            holder = journal.holders[operation.player].outside_id
            found.differences += _differences(operation, standing, holder)


def _differences(operation: Operation, standing: Standing, holder: str) -> Iterator[Difference]:
    def differ(sentence: str) -> Difference:
        return Difference(f"line {operation.line}, {operation.counterparty} {operation.external_id}", sentence)

    if operation.outcome in ("refused", "absent"):
        if standing.outcome not in (None, "tombstone"):
            yield differ(f"told as {operation.outcome}, stands in the ledger as {standing.outcome}")
        return
    if standing.outcome != operation.outcome:
        yield differ(f"told as {operation.outcome}, stands in the ledger as {standing.outcome or 'nothing'}")
        return
    if (standing.moved, standing.shortfall) != (operation.moved, operation.owed):
        yield differ(
            f"moved {operation.moved} and left {operation.owed} owing in the journal,"
            f" {standing.moved} and {standing.shortfall} in the ledger"
        )
    if standing.player != holder:
        yield differ("stands under another player in the ledger")


def _standing(batch: list[Operation]) -> list[Standing]:
    asked: dict[str, list[Any]] = {
        "numbers": list(range(len(batch))),
        "parties": [operation.counterparty for operation in batch],
        "classes": [operation.op_class for operation in batch],
        "ids": [operation.external_id for operation in batch],
    }
    rows = sorted(db.session.execute(FOUND, asked).all()) if batch else []
    return [
        Standing(outcome, moved or 0, shortfall or 0, outside("pl", player) if player else "")
        for _, outcome, moved, shortfall, player in rows
    ]


def _compare_players(journal: ForeignJournal, found: Reconciliation) -> None:
    """Each player in a moment in which nothing of theirs is under way: none before our look, none since."""
    waiting = _at_rest(journal, journal.holders)
    for _ in range(PATIENCE):
        seen = {number: _seen(journal.holders[number]) for number in waiting}
        held = {number: _held(journal.holders[number]) for number in waiting}
        arrived = {number: seen[number] == _seen(journal.holders[number]) for number in waiting}
        _compare_operations(journal, found)
        settled = {number for number in waiting - journal.touched if arrived[number]}
        for number in settled:
            found.players += 1
            found.differences += _unequal(journal.holders[number].outside_id, seen[number], held[number])
        waiting = _at_rest(journal, waiting - settled)
        if not waiting:
            break
    found.busy = len(journal.holders) - found.players


def _at_rest(journal: ForeignJournal, numbers: Iterable[int]) -> set[int]:
    return {number for number in numbers if journal.holders[number].outside_id and not journal.holders[number].waiting}


def _seen(holder: Holder) -> Holdings:
    """As `_held`, from the journal; what it has not heard of yet is what the ledger says."""
    standings = zip(holder.unheard, _standing(list(holder.unheard.values())), strict=True)
    done = {name: standing.moved for name, standing in standings if standing.outcome == "applied"}
    balance = holder.balance + sum(done.values())
    pending = sum(amount for name, amount in holder.pending.items() if name not in done)
    return balance, pending, holder.owed, holder.effective + len(done)


def _held(holder: Holder) -> Holdings:
    """Without what staff gave or took and the platform has not heard of; nothing of a player that is not there."""
    player = {"player": inside("pl", holder.outside_id), "currency": holder.currency}
    row = db.session.execute(HELD, player).one_or_none()
    db.session.rollback()  # the next look must see what has happened meanwhile
    if row is None:
        return (0, 0, 0, 0)
    adjusted: dict[str, int] = row[4] or {}
    unheard = [moved for name, moved in adjusted.items() if name not in holder.adjusted]
    return row[0] - sum(unheard), row[1], row[2], row[3] - len(unheard)


def _unequal(player: str, seen: Holdings, held: Holdings) -> Iterator[Difference]:
    for what, ours, theirs in zip(HOLDINGS, seen, held, strict=True):
        if ours != theirs:
            yield Difference(player, f"{what}: {ours} in the journal, {theirs} in the ledger")
