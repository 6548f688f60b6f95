"""The transfers of a player, the newest first: paged over the ledger's own key, and looked through so far at once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from app.extensions import db
from app.queries import keyset
from app.queries.keyset import AnyRow

NEWEST = text("""
    select t.call_id, t.line, t.kind::text as kind, t.currency, currency.exponent, t.amount,
           coalesce(source.purse::text, house_source.kind::text) as source, t.from_after,
           coalesce(target.purse::text, house_target.kind::text) as target, t.to_after, t.occurred_at, t.recorded_at
      from (select * from (select * from ledger.transfer
                            where player_id = :player_id and (call_id, line) < (:call_id, cast(:line as smallint))
                            order by call_id desc, line desc limit :most) looked_through
             where (cast(:currency as text) is null or looked_through.currency = :currency)
               and (cast(:kind as text) is null or kind::text = :kind)
               and (cast(:first as timestamptz) is null or occurred_at >= :first)
               and (cast(:last as timestamptz) is null or occurred_at < :last)
             order by call_id desc, line desc limit :size) t
      join ledger.currency on currency.code = t.currency
      left join ledger.account source on source.player_id = t.player_id and source.account_id = t.from_account
      left join ledger.account target on target.player_id = t.player_id and target.account_id = t.to_account
      left join ledger.house_account house_source on house_source.account_id = t.from_account
      left join ledger.house_account house_target on house_target.account_id = t.to_account
     order by t.call_id desc, t.line desc
""")
END = text("""
    select call_id, line from ledger.transfer
     where player_id = :player_id and (call_id, line) < (:call_id, cast(:line as smallint))
     order by call_id desc, line desc offset :most - 1 limit 1
""")
NOW = (UUID(int=2**128 - 1), 0)  # newer than any


@dataclass(frozen=True)
class Filters:
    """What of a player's transfers is wanted, from the moment `first` on, before `last`; None: whatever it is."""

    currency: str | None = None
    kind: str | None = None
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True)
class Found:
    """`end`: the line of a call that the search came to, when it gave up there."""

    rows: Sequence[AnyRow]
    end: tuple[UUID, int] | None


def newest(player_id: int, filters: Filters, *, before: tuple[UUID, int] = NOW, size: int) -> Found:
    """At most `size` rows, older than the line `before` of a call. One query, two for a search that finds fewer."""
    is_search = filters != Filters()
    wanted = {"player_id": player_id, "call_id": before[0], "line": before[1]}
    wanted |= {"most": keyset.SEARCHED if is_search else size}
    rows = db.session.execute(NEWEST, wanted | {"size": size} | asdict(filters)).all()
    end = db.session.execute(END, wanted).one_or_none() if is_search and len(rows) < size else None
    return Found(rows, (end.call_id, end.line) if end else None)
