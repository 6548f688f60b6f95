"""Mixed single and grouped calls of few, poor players; three in ten repeat earlier requests."""

import os
import random
from collections import Counter

from tests.ledger.book import Ledger, bet, call, in_threads, key, rollback, win

CALLS = int(os.environ.get("LEDGER_STRESS", "4000"))
THREADS = 8
ONCE = ("applied", "already_reversed", "nothing_to_reverse")


class Traffic:
    """What all threads send, and what they were told: the same key must always hear the same."""

    def __init__(self, players):
        self.players, self.sent, self.told, self.clashes = players, [], {}, []

    def request(self, rng):
        if self.sent and rng.random() < 0.3:
            return rng.choice(self.sent[-400:])
        player, ref = rng.choice(self.players), f"s{rng.randrange(40)}"
        made = call(
            player, *self.actions(rng, player), round_ref=ref, settle=rng.random() < 0.2,
            stake_order=rng.choice(["cash_first", "bonus_first"]),
        )  # fmt: skip
        self.sent.append(made)
        return made

    def actions(self, rng, player):
        stake = rng.randrange(80)
        kinds = [
            (30, [bet(stake)]),
            (30, [bet(stake), win(rng.randrange(90))]),
            (8, [win(rng.randrange(60))]),
            (3, [rollback(f"never{rng.randrange(1, 9**9)}")]),
            (8, [bet(stake), bet(rng.randrange(80)), win(5)]),
            (15, [self.undo(rng, player)]),
            (6, [{"kind": "finish", "external_id": key()}]),
        ]
        weights, actions = zip(*kinds, strict=True)
        return rng.choices(actions, weights)[0]

    def undo(self, rng, player):
        recent = [action for made in self.sent[-300:] if made["player_id"] == player for action in made["actions"]]
        past = [action for action in recent if action["kind"] in ("bet", "win")]
        if not past:
            return bet(1)
        action = rng.choice(past)
        return rollback(action["external_id"], of=action["kind"])

    def note(self, made, answers):
        for action, answer in zip(made["actions"], answers, strict=True):
            if action["kind"] != "finish" and answer.outcome == answer.stored and answer.stored in ONCE:
                heard = answer[6:]
                first = self.told.setdefault((action["kind"], action["external_id"]), heard)
                if first != heard:
                    self.clashes.append((action, first, heard))


def test_stress(ledger, uri):
    traffic = Traffic([ledger.player(cash=300, bonus=200) for _ in range(24)])

    def work(number):
        rng, sent, count = random.Random(number), 0, Counter()
        with Ledger(uri) as db:
            while sent < CALLS // THREADS:
                calls = [traffic.request(rng) for _ in range(rng.choice([1, 1, 1, 2, 7, 20]))]
                answers = db.group(*calls) if len(calls) > 1 else db.play(calls[0])
                for call_no, made in enumerate(calls, 1):
                    traffic.note(made, [answer for answer in answers if answer.call_no == call_no])
                count.update("replayed" if answer.replayed else answer.outcome for answer in answers)
                sent += len(calls)
        return count

    total = sum(in_threads(THREADS, work), Counter())
    assert traffic.clashes == []
    assert ledger.verify() == []
    assert total["applied"] > CALLS / 10
    assert total["replayed"] > CALLS / 10
    assert total["insufficient_funds"]
    assert sum(ledger.wallet(player)["receivable"] for player in traffic.players) > 0
