"""Wallets with a fault: each behaves as ours would if one rule were forgotten. The machine must notice."""

import json
import re

from tests.wallet.house import Told


class Faulty:
    """Calls our wallet, and spoils what happens."""

    def __init__(self, house, owner):
        self.house = house
        self.owner = owner
        self.first = {}  # by transaction id: the body and the answer that took effect first

    def call(self, operation, raw, **more):
        told = self.spoil(operation, raw, more)
        body = json.loads(raw)
        if told.status == 200:
            for action in body.get("transactions", []):
                self.first.setdefault(action["id_provider"], (raw, told))
        return told

    def spoil(self, operation, raw, more):
        return self.house.call(operation, raw, **more)

    def seen(self, raw):
        return [ref for ref in self.refs(raw) if ref in self.first]

    def refs(self, raw):
        return [action["id_provider"] for action in json.loads(raw).get("transactions", [])]


class ForgottenTombstone(Faulty):
    def spoil(self, operation, raw, more):
        told = super().spoil(operation, raw, more)
        if operation == "rollback":
            self.owner.execute("delete from ledger.call where outcome = 'tombstone'")
        return told


class DoubledReplay(Faulty):
    """Numbers a repeated transaction anew, so that it moves money again."""

    def spoil(self, operation, raw, more):
        for ref in self.seen(raw) if operation == "betwin" else ():
            raw = re.sub(rb'"%s"' % ref.encode(), b'"%s again"' % ref.encode(), raw)
        told = super().spoil(operation, raw, more)
        return Told(told.status, told.body.replace(b" again", b""), told.content_type)


class ReplayOnAnotherPlayer(Faulty):
    """Looks up what was answered by the transaction id alone."""

    def spoil(self, operation, raw, more):
        told = super().spoil(operation, raw, more)
        return self.first[self.seen(raw)[0]][1] if told.code == "155" and self.seen(raw) else told


class BonusWonToCash(Faulty):
    """Pays every win to the cash purse."""

    def spoil(self, operation, raw, more):
        new = [ref for ref in self.refs(raw) if ref not in self.first]
        told = super().spoil(operation, raw, more)
        self.owner.execute(
            """
            update ledger.account a set balance = a.balance + case a.purse when 'cash' then w.bonus else -w.bonus end
              from (select player_id, currency, sum(bonus) as bonus from ledger.call
                     where kind = 'win' and external_id = any(%s) and not refused group by 1, 2) w
             where a.player_id = w.player_id and a.currency = w.currency and a.purse in ('cash', 'bonus')""",
            [new],
        )
        return told


class RollbackTwiceUnderTwoIds(Faulty):
    """Undoes an original as often as it is asked under a new id."""

    def spoil(self, operation, raw, more):
        new = [ref for ref in self.refs(raw) if ref not in self.first]
        told = super().spoil(operation, raw, more)
        self.owner.execute(
            """
            update ledger.account a set balance = a.balance + o.amount
              from ledger.call c
              join ledger.call o on o.integration_id = c.integration_id and o.op_class = c.target_class
               and o.external_id = c.target_id and o.kind = 'bet'
             where c.outcome = 'already_reversed' and c.external_id = any(%s)
               and a.player_id = c.player_id and a.purse = 'cash'""",
            [new],
        )
        return told


ALL = [ForgottenTombstone, DoubledReplay, ReplayOnAnotherPlayer, BonusWonToCash, RollbackTwiceUnderTwoIds]
