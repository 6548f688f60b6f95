"""However days of play come and go, the counts tell the players of any interval, each once."""

from datetime import date, timedelta
from random import Random

import pytest

ROUNDS = 40
DAYS = [date(2026, 3, 1) + timedelta(days=n) for n in range(9)]
ADD = """
insert into report.player_day as held
       (day, brand_id, currency, player_id, integration_id, game_id, country, settled_stake_cash)
select * from unnest(%s::date[], %s::int[], %s::text[], %s::bigint[], %s::int[], %s::int[], %s::text[], %s::bigint[])
on conflict (day, brand_id, currency, player_id, integration_id, game_id)
do update set settled_stake_cash = held.settled_stake_cash + excluded.settled_stake_cash
"""
COUNTED = """
select brand_id, currency, country, sum(players)::int from report.active_count
 where day between %s and %s and previous < %s group by 1, 2, 3 having sum(players) <> 0 order by 1, 2, 3
"""
ONE_BY_ONE = """
select brand_id, currency, country, count(distinct player_id)::int from report.player_day
 where day between %s and %s and settled_stake_cash > 0 group by 1, 2, 3 order by 1, 2, 3
"""
LINKED = "select player_id, currency, day, nullif(previous, '-infinity') from report.active_day order by 1, 2, 3"
RELINKED = """
select player_id, currency, day, lag(day) over (partition by player_id, currency order by day)
  from (select distinct player_id, currency, day from report.player_day where settled_stake_cash > 0) d order by 1, 2, 3
"""


def played(chance):
    """Some games of some players on some days: stakes, and what takes all or a part of them back."""
    rows = {}
    for _ in range(chance.randint(1, 12)):
        player = chance.randint(1, 6)
        key = chance.choice(DAYS), player % 2, chance.choice(["EUR", "SEK"]), player, 1, chance.randint(1, 2)
        rows[key] = ("SE" if player < 4 else "FI", chance.choice([-5, -3, 2, 3, 5]))
    return [list(column) for column in zip(*((*key, *rest) for key, rest in rows.items()), strict=True)]


@pytest.mark.parametrize("seed", range(5))
def test_counts_follow_whatever_is_played_and_taken_back(owner, seed):
    chance = Random(seed)
    for _ in range(ROUNDS):
        owner.execute(ADD, played(chance))
    linked = owner.execute(LINKED).fetchall()
    assert linked
    assert linked == owner.execute(RELINKED).fetchall()
    for first in DAYS:
        for last in DAYS[DAYS.index(first) :]:
            told = owner.execute(COUNTED, [first, last, first]).fetchall()
            assert told == owner.execute(ONE_BY_ONE, [first, last]).fetchall(), (first, last)
