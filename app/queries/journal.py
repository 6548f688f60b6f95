"""What a round did to the books: its ledger calls and the transfers of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import text

from app.extensions import db
from app.ids import outside
from app.money import Currency, Money
from app.queries.keyset import AnyRow, lowest

MARGIN = timedelta(days=1)  # a refused attempt comes before its round opens, a rollback after it closed
MOST = 200

ENTRIES = text("""
    with own as (
      select c.* from ledger.call c
       where c.player_id = :player_id and c.currency = :currency and c.integration_id = :integration_id
         and c.round_ref = :round_ref and c.call_id between :first and :last
       order by c.call_id limit :most)
    select call_id, request_id, external_id, kind::text, outcome::text, refused, late, amount, target_id, recorded_at
      from own
    union
    select c.call_id, c.request_id, c.external_id, c.kind::text, c.outcome::text, c.refused, c.late, c.amount,
           c.target_id, c.recorded_at
      from ledger.call c join own on own.call_id = c.reverses
     order by 1
""")

LINES = text("""
    select t.call_id, t.line, t.amount, t.from_after, t.to_after,
           coalesce(source.purse::text, house_source.kind::text) as source, t.from_account > 0,
           coalesce(target.purse::text, house_target.kind::text) as target, t.to_account > 0
      from ledger.transfer t
      left join ledger.account source on source.player_id = t.player_id and source.account_id = t.from_account
      left join ledger.account target on target.player_id = t.player_id and target.account_id = t.to_account
      left join ledger.house_account house_source on house_source.account_id = t.from_account
      left join ledger.house_account house_target on house_target.account_id = t.to_account
     where t.player_id = :player_id and t.call_id = any(:call_ids)
     order by t.call_id, t.line
""")


@dataclass(frozen=True)
class Leg:
    """One account of a transfer; the balance before and after it, for an account of the player."""

    account: str
    is_player: bool
    before: Money | None
    after: Money | None


@dataclass(frozen=True)
class Line:
    """One transfer."""

    amount: Money
    source: Leg
    target: Leg

    @property
    def purse(self) -> Leg:
        """The player's side."""
        return self.source if self.source.is_player else self.target

    @property
    def gained(self) -> Money:
        """From the player's side: below zero when it left a purse."""
        return self.amount if self.target.is_player else Money(-self.amount.minor, self.amount.currency)


@dataclass(frozen=True)
class JournalEntry:
    """One ledger call and the transfers it caused; a refused one caused none."""

    call_id: UUID
    request_id: UUID | None
    external_id: str
    kind: str
    outcome: str
    is_refused: bool
    is_late: bool
    amount: Money
    target_id: str | None
    recorded_at: datetime
    lines: Sequence[Line]

    @property
    def id(self) -> str:
        return outside("ca", self.call_id)

    @property
    def gained(self) -> Money:
        """From the player's side, all purses together."""
        return Money(sum(line.gained.minor for line in self.lines), self.amount.currency)


def of_round(
    key: tuple[int, str, int, str], currency: Currency, *, opened: datetime, last: datetime
) -> list[JournalEntry]:
    """The journal entries of a round in the order of the ledger, the first ones of very many: two queries."""
    player_id, code, integration_id, round_ref = key
    wanted = {
        "player_id": player_id, "currency": code, "integration_id": integration_id, "round_ref": round_ref,
        "first": lowest(opened - MARGIN), "last": lowest(last + MARGIN), "most": MOST,
    }  # fmt: skip
    calls = db.session.execute(ENTRIES, wanted).all()
    lines = _lines(player_id, [call.call_id for call in calls], currency)
    return [_entry(call, lines.get(call.call_id, []), currency) for call in calls]


def _lines(player_id: int, call_ids: Sequence[UUID], currency: Currency) -> dict[UUID, list[Line]]:
    found: Iterable[AnyRow] = db.session.execute(LINES, {"player_id": player_id, "call_ids": list(call_ids)})
    return {
        call_id: [_line(row, currency) for row in rows] for call_id, rows in groupby(found, key=lambda row: row.call_id)
    }


def _entry(call: AnyRow, lines: Sequence[Line], currency: Currency) -> JournalEntry:
    return JournalEntry(
        call_id=call.call_id,
        request_id=call.request_id,
        external_id=call.external_id,
        kind=call.kind,
        outcome=call.outcome,
        is_refused=call.refused,
        is_late=call.late,
        amount=Money(call.amount, currency),
        target_id=call.target_id,
        recorded_at=call.recorded_at,
        lines=lines,
    )


def _line(row: AnyRow, currency: Currency) -> Line:
    _, _, amount, from_after, to_after, source, source_is_player, target, target_is_player = row
    return Line(
        amount=Money(amount, currency),
        source=_leg(source, source_is_player, from_after, -amount, currency),
        target=_leg(target, target_is_player, to_after, amount, currency),
    )


def _leg(account: str, is_player: bool, after: int | None, change: int, currency: Currency) -> Leg:
    if after is None:
        return Leg(account, is_player, None, None)
    grew = -change if account == "receivable" else change  # its balance is what the player owes
    return Leg(account, is_player, Money(after - grew, currency), Money(after, currency))
