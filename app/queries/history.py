"""What became of a file of history, and whether the ledger holds what the file says."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import TextClause, text

from app.extensions import db


class Fault(NamedTuple):
    """A line that did not enter, and why."""

    line: int
    player: str | None
    reason: str


class Figures(NamedTuple):
    """Sums in minor units; `paid_in` from the house to players, `paid_out` back, then what they hold at the end."""

    players: int
    transfers: int
    paid_in: int
    paid_out: int
    cash: int
    bonus: int
    pending: int


@dataclass(frozen=True)
class Parity:
    """One brand in one currency: told by the file, and found in the ledger's own transfers."""

    brand: str
    currency: str
    told: Figures
    found: Figures

    @property
    def differences(self) -> Figures:
        return Figures(*(mine - theirs for mine, theirs in zip(self.found, self.told, strict=True)))


TOLD = text("""
    select b.code, w.currency, count(distinct w.player_id), sum(w.transfers)::bigint, sum(w.paid_in)::bigint,
           sum(w.paid_out)::bigint, sum(w.cash)::bigint, sum(w.bonus)::bigint, sum(w.pending)::bigint
      from history.wallet w join brand b on b.id = w.brand_id
     where w.import_id = :import_id group by 1, 2 order by 1, 2
""")

FOUND = text("""
    with wallet as (
      select a.player_id, a.brand_id, a.currency, a.account_id as cash
        from history.wallet w
        join ledger.account a on (a.player_id, a.currency, a.purse) = (w.player_id, w.currency, 'cash')
       where w.import_id = :import_id)
    select b.code, w.currency, count(distinct w.player_id), count(t.line),
           coalesce(sum(t.amount) filter (where t.from_account < 0), 0)::bigint,
           coalesce(sum(t.amount) filter (where t.to_account < 0), 0)::bigint,
           coalesce(sum(case w.cash when to_account then t.amount when from_account then -t.amount end), 0)::bigint,
           coalesce(sum(case w.cash + 1 when to_account then t.amount when from_account then -t.amount end), 0)::bigint,
           coalesce(sum(case w.cash + 2 when to_account then t.amount when from_account then -t.amount end), 0)::bigint
      from wallet w
      join brand b on b.id = w.brand_id
      left join (ledger.transfer t join ledger.call c
                   on c.player_id = t.player_id and c.call_id = t.call_id and c.request_id = :import_id)
        on t.player_id = w.player_id and t.currency = w.currency
     group by 1, 2 order by 1, 2
""")

FAULTS = text("select line, player, reason from history.fault where import_id = :import_id order by line")
STATES = text("select state, count(*) as count from history.player where import_id = :import_id group by state")


def parity(import_id: UUID) -> list[Parity]:
    """By brand and currency; what was played since does not count."""
    told, found = (_figures(query, import_id) for query in (TOLD, FOUND))
    nothing = Figures(0, 0, 0, 0, 0, 0, 0)
    places = sorted(told.keys() | found.keys())
    return [Parity(*place, told.get(place, nothing), found.get(place, nothing)) for place in places]


def faults(import_id: UUID) -> list[Fault]:
    """In the order of the lines."""
    return [Fault(*row) for row in db.session.execute(FAULTS, {"import_id": import_id})]


def players_by_state(import_id: UUID) -> dict[str, int]:
    """How many players entered, were known, are faulty or wait."""
    return {state: count for state, count in db.session.execute(STATES, {"import_id": import_id}).all()}  # noqa: C416


def _figures(query: TextClause, import_id: UUID) -> dict[tuple[str, str], Figures]:
    rows = db.session.execute(query, {"import_id": import_id})
    return {(brand, currency): Figures(*figures) for brand, currency, *figures in rows}
