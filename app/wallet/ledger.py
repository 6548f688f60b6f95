"""The ledger's functions as the wallet calls them: one statement for one call, one for a group."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString
from uuid import UUID

from app.providers.commands import Action, Bet, PromoCredit, Rollback, Win
from app.wallet.connections import Connection, Pool
from app.wallet.knowledge import Outdated

KINDS: dict[type[Any], str] = {Bet: "bet", Win: "win", PromoCredit: "promo", Rollback: "rollback"}

_ANSWER = "select call_no, outcome::text, replayed, call_id, bonus, cash_after, bonus_after, round_id from "
_ALONE = _ANSWER + (
    "ledger.wallet_call_as_known(%s::bigint, %s::uuid, %s::integer, %s::bigint, %s::text, %s::integer, %s::text,"
    " %s::ledger.stake_order, %s::boolean, null, %s::ledger.kind[], %s::ledger.op_class[], %s::text[], %s::bigint[],"
    " null, %s::ledger.op_class[], %s::text[], null)"
)
_TOGETHER = _ANSWER + (
    "ledger.wallet_call_group_as_known(%s::bigint, %s::integer[], %s::uuid[], %s::integer[], %s::bigint[], %s::text[],"
    " %s::integer[], %s::text[], %s::ledger.stake_order[], %s::boolean[], %s::timestamptz[], %s::ledger.kind[],"
    " %s::ledger.op_class[], %s::text[], %s::bigint[], %s::ledger.purse[], %s::ledger.op_class[], %s::text[],"
    " %s::boolean[])"
)
_BALANCE = (
    "select sum(balance)::bigint from ledger.account"
    " where player_id = %s and currency = %s and purse in ('cash', 'bonus')"
)
_BARRED = (
    "select (select version from play_version), count(*),"
    " (select sum(balance)::bigint from ledger.account"
    "   where player_id = %s and currency = %s and purse in ('cash', 'bonus'))"
    " from unnest(%s::ledger.op_class[], %s::text[]) k (class, id) join ledger.call c"
    " on c.integration_id = %s and c.op_class = k.class and c.external_id = k.id and not c.refused"
)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a provider, resolved to our own ids, and decided by what was known as of the version `known`."""

    known: int
    request_id: UUID
    integration_id: int
    player_id: int
    currency: str
    game_id: int
    round_ref: str
    stake_order: str
    settles: bool
    actions: tuple[Action, ...]  # none: settle the round


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one action; `bonus` and the balances in minor units, None where there is no account."""

    outcome: str
    replayed: bool
    call_id: UUID
    bonus: int
    cash_after: int | None
    bonus_after: int | None
    round_id: UUID | None


class Ledger:
    """Runs calls on the pool. Every method may raise psycopg.Error.

    No rows for a call: what it was decided by has changed, and nothing was done."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def alone(self, call: Call, deadline: float) -> list[Row]:
        """One call in a transaction of its own."""
        actions = [_action(action) for action in call.actions] or [_FINISH]
        kinds, classes, ids, amounts, target_classes, target_ids = zip(*actions, strict=True)
        parameters = [
            *(call.known, call.request_id, call.integration_id, call.player_id, call.currency, call.game_id),
            *(call.round_ref, call.stake_order, call.settles, array(kinds), array(classes), array(ids), array(amounts)),
            *(array(target_classes), array(target_ids)),
        ]
        return [Row(*values) for _, *values in self._rows(_ALONE, parameters, deadline)]

    def together(self, calls: Sequence[Call], deadline: float) -> list[list[Row]]:
        """Up to 64 calls in one transaction, each of them atomic by itself."""
        lines = [line for number, call in enumerate(calls, 1) for line in _lines(number, call)]
        parameters = [min(call.known for call in calls), *[array(column) for column in zip(*lines, strict=True)]]
        answers: list[list[Row]] = [list[Row]() for _ in calls]
        for number, *values in self._rows(_TOGETHER, parameters, deadline):
            answers[number - 1] += [Row(*values)]
        return answers

    def balance(self, player_id: int, currency: str, deadline: float) -> int | None:
        """Cash and bonus together in minor units; None when the player has no account in the currency."""
        return self._rows(_BALANCE, [player_id, currency], deadline)[0][0]

    def barred(self, call: Call, deadline: float) -> tuple[bool, int | None]:
        """Of a call that is to be refused: whether all its ids have taken effect before, so that it repeats what
        was answered; and the balance, as `balance` tells it. Raises Outdated when what it was decided by is."""
        classes, ids = zip(*[(action.op_class, action.external_id) for action in call.actions], strict=True)
        parameters = [call.player_id, call.currency, array(classes), array(ids), call.integration_id]
        version, taken, balance = self._rows(_BARRED, parameters, deadline)[0]
        if version != call.known:
            raise Outdated
        return taken == len(call.actions), balance

    def _rows(self, statement: LiteralString, parameters: Sequence[Any], deadline: float) -> list[tuple[Any, ...]]:
        def work(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(statement, parameters).fetchall()

        return self._pool.run(work, deadline)


_FINISH = ("finish", None, None, 0, None, None)


def _action(action: Action) -> tuple[str, str | None, str | None, int, str | None, str | None]:
    if isinstance(action, Rollback):
        return "rollback", action.op_class, action.external_id, 0, action.target_class, action.target_id
    return KINDS[type(action)], action.op_class, action.external_id, action.amount, None, None


def _lines(number: int, call: Call) -> Iterable[tuple[Any, ...]]:
    head = (
        *(number, call.request_id, call.integration_id, call.player_id, call.currency, call.game_id, call.round_ref),
        *(call.stake_order, call.settles, None),
    )
    for action in call.actions or (None,):
        kind, op_class, external_id, amount, target_class, target_id = _action(action) if action else _FINISH
        yield *head, kind, op_class, external_id, amount, None, target_class, target_id, None


def array(values: Iterable[Any]) -> str:
    """PostgreSQL's text form of an array: a good deal cheaper than having the driver adapt every element."""
    return "{" + ",".join([_element(value) for value in values]) + "}"


def _element(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)
