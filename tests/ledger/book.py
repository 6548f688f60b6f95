"""The ledger as tests hold it: a connection, and the words for what a provider asks."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
from psycopg.rows import namedtuple_row

GAME, PSP, BRAND = 1, 9, 1
serial = itertools.count(1)

PER_CALL = {
    "request_id": "uuid", "integration_id": "integer", "player_id": "bigint", "currency": "text", "game_id": "integer",
    "round_ref": "text", "stake_order": "ledger.stake_order", "settle": "boolean", "occurred_at": "timestamptz",
}  # fmt: skip
PER_ACTION = {
    "kind": "ledger.kind", "op_class": "ledger.op_class", "external_id": "text", "amount": "bigint",
    "purse": "ledger.purse", "target_class": "ledger.op_class", "target_id": "text", "needs_bet": "boolean",
}  # fmt: skip
SINGLE = ", ".join([f"%s::{kind}" for kind in PER_CALL.values()] + [f"%s::{kind}[]" for kind in PER_ACTION.values()])
GROUP = ", ".join(f"%s::{kind}[]" for kind in ("integer", *PER_CALL.values(), *PER_ACTION.values()))


class Ledger:
    """A connection in autocommit: one statement, one commit."""

    def __init__(self, uri):
        self.db = psycopg.connect(uri, autocommit=True, row_factory=namedtuple_row)

    def close(self):
        self.db.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def all(self, sql, *args):
        return self.db.execute(sql, args).fetchall()

    def one(self, sql, *args):
        return self.all(sql, *args)[0]

    def player(self, cash=0, bonus=0, currency="EUR", **flags):
        """Open a new player's wallet and fill it."""
        number = next(serial)
        self.open(number, currency)
        if cash:
            self.one("select * from ledger.deposit(%s, %s, %s, %s, %s)", PSP, key(), number, currency, cash)
        if bonus:
            self.adjust(number, bonus, "bonus", currency)
        if flags:
            self.protect(number, **flags)
        return number

    def open(self, player, currency="EUR"):
        return self.one("select ledger.open_wallet(%s, %s, %s) as id", player, BRAND, currency).id

    def adjust(self, player, amount, purse="cash", currency="EUR", name=None):
        arguments = (name or key(), player, currency, purse, amount)
        return self.one("select * from ledger.adjustment(%s, %s, %s, %s, %s, 7, 'test')", *arguments)

    def protect(self, player, **flags):
        return self._flag("protect", player, flags)

    def relax(self, player, **flags):
        return self._flag("relax", player, flags)

    def _flag(self, function, player, flags):
        arguments = ", ".join(f"p_{name} => {value}" for name, value in flags.items())
        return self.one(f"select ledger.{function}({player}, {arguments}) as n").n

    def call(self, player, *actions, **more):
        return self.play(call(player, *actions, **more))

    def play(self, made):
        """Send one call by itself."""
        actions = ([action.get(name) for action in made["actions"]] for name in PER_ACTION)
        return self.all(f"select * from ledger.wallet_call({SINGLE})", *(made.get(name) for name in PER_CALL), *actions)

    def group(self, *calls):
        """Send several calls in one commit."""
        rows = [
            (number, *(made.get(name) for name in PER_CALL), *(action.get(name) for name in PER_ACTION))
            for number, made in enumerate(calls, 1)
            for action in made["actions"]
        ]
        return self.all(f"select * from ledger.wallet_call_group({GROUP})", *map(list, zip(*rows, strict=True)))

    def wallet(self, player, currency="EUR"):
        rows = self.all(
            "select purse::text, balance from ledger.account where player_id = %s and currency = %s", player, currency
        )
        return {row.purse: row.balance for row in rows}

    def round(self, player, ref):
        return self.one("select * from ledger.round where player_id = %s and round_ref = %s", player, ref)

    def calls(self, player):
        return self.all("select * from ledger.call where player_id = %s order by call_id", player)

    def verify(self, player=None):
        return self.all("select * from ledger.verify(%s)", player)


def key():
    return f"x{next(serial)}"


def call(player, *actions, currency="EUR", round_ref="r", **more):
    """A call of the game provider's, as keywords of the function."""
    made = {"integration_id": GAME, "player_id": player, "currency": currency, "game_id": 5, "round_ref": round_ref}
    return made | {"actions": actions} | more


def bet(amount, name=None, **more):
    return {"kind": "bet", "amount": amount, "external_id": name or key(), **more}


def win(amount, name=None, **more):
    return {"kind": "win", "amount": amount, "external_id": name or key(), **more}


def rollback(target, name=None, of="bet", **more):
    return {"kind": "rollback", "external_id": name or key(), "target_class": of, "target_id": target, **more}


def outcomes(answers):
    return [answer.outcome for answer in answers]


def in_threads(n, work, *args):
    """Run `work` n times at once, all starting together; return what each gave."""
    gate = threading.Barrier(n)

    def one(number):
        gate.wait()
        return work(number, *args)

    with ThreadPoolExecutor(n) as pool:
        return list(pool.map(one, range(n)))
