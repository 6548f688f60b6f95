"""However first deposits come, and earlier ones take their place, each day tells how many there are of it."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

ROUNDS = 40
ADD = """
insert into report.first_deposit as held (player_id, call_id, day, brand_id, currency, country, amount, occurred_at)
select *, now() from unnest(%s::bigint[], %s::uuid[], %s::date[], %s::int[], %s::text[], %s::text[], %s::bigint[])
on conflict (player_id) do update
   set call_id = excluded.call_id, day = excluded.day, currency = excluded.currency, amount = excluded.amount
 where excluded.call_id < held.call_id
"""
COUNTED = """
select day, brand_id, currency, country, players, amount from report.first_deposit_count
 where players <> 0 or amount <> 0 order by 1, 2, 3, 4
"""
ONE_BY_ONE = """
select day, brand_id, currency, country, count(*), sum(amount)::bigint from report.first_deposit
 group by 1, 2, 3, 4 order by 1, 2, 3, 4
"""


def deposited(chance):
    """Some players' deposits; where one had a later one folded before, this one takes its place."""
    rows = {}
    for player in chance.sample(range(1, 31), chance.randint(1, 8)):
        at = chance.randint(1, 1_000)
        day = date(2026, 3, 1) + timedelta(days=at // 250)
        currency, country = chance.choice(["EUR", "SEK"]), "SE" if player < 15 else "FI"
        rows[player] = (UUID(int=at), day, player % 2, currency, country, chance.randint(1, 500))
    return [list(column) for column in zip(*((player, *rest) for player, rest in rows.items()), strict=True)]


@pytest.mark.parametrize("seed", range(5))
def test_counts_follow_whatever_is_folded(owner, seed):
    chance = Random(seed)
    for _ in range(ROUNDS):
        owner.execute(ADD, deposited(chance))
        assert owner.execute(COUNTED).fetchall() == owner.execute(ONE_BY_ONE).fetchall()
    assert owner.execute("select max(players), count(*) from report.first_deposit_count").fetchone() > (1, 10)
