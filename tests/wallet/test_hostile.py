"""Whatever is sent: a clear answer below 500, nothing moved unless it was taken, and a row in the call log."""

import os

from tests.wallet.hostility import requests

COUNT, SEED = (5_000, None) if os.environ.get("COUNTROOM_PROVE") else (600, 7)


def test_hostile_requests_are_answered_and_move_nothing(house):
    players = [house.a_player(cash=1_000), house.a_player(bonus=1_000)]
    seed = SEED if SEED is not None else int.from_bytes(os.urandom(4), "big")
    told, before = [], house.movements()
    for sent in requests(players, seed, COUNT):
        answer = house.call(sent.operation, sent.raw, **sent.more)
        after = house.movements()
        assert answer.status < 500, (seed, sent)
        assert answer.status == 200 or after == before, (seed, sent)
        told.append((answer.status, answer.body))
        before = after

    assert house.log("http_status, answer") == [(status, body) for status, body in told]
    assert sum(status >= 400 for status, _ in told) > COUNT / 2
    assert house.faults() == []
