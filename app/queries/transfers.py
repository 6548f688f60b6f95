"""The transfers of a player, the newest first: paged over the ledger's own key."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import text

from app.extensions import db
from app.queries.keyset import AnyRow

NEWEST = text("""
    select t.call_id, t.line, t.kind::text as kind, t.currency, currency.exponent, t.amount,
           coalesce(source.purse::text, house_source.kind::text) as source, t.from_after,
           coalesce(target.purse::text, house_target.kind::text) as target, t.to_after, t.occurred_at, t.recorded_at
      from (select * from ledger.transfer
             where player_id = :player_id and (call_id, line) < (:call_id, cast(:line as smallint))
             order by call_id desc, line desc limit :size) t
      join ledger.currency on currency.code = t.currency
      left join ledger.account source on source.player_id = t.player_id and source.account_id = t.from_account
      left join ledger.account target on target.player_id = t.player_id and target.account_id = t.to_account
      left join ledger.house_account house_source on house_source.account_id = t.from_account
      left join ledger.house_account house_target on house_target.account_id = t.to_account
     order by t.call_id desc, t.line desc
""")
NOW = (UUID(int=2**128 - 1), 0)  # newer than any


def newest(player_id: int, *, before: tuple[UUID, int] = NOW, size: int) -> Sequence[AnyRow]:
    """At most `size` rows, older than the line `before` of a call. One query."""
    call_id, line = before
    wanted = {"player_id": player_id, "call_id": call_id, "line": line, "size": size}
    return db.session.execute(NEWEST, wanted).all()
