"""However play comes, goes and is folded, the players of any interval are those that are listed, each once."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest

from app.queries import figure_players
from app.queries.player_counts import actives
from app.queries.report_sources import snapshot
from app.reports.asked import BY, Asked
from tests.ledger.book import bet, key, rollback

DAYS = [date(2026, 3, 10) + timedelta(days=n) for n in range(6)]
LONG_AGO = [DAYS[0] - timedelta(days=n) for n in (1, 365, 366, 367, 800)]
GAMES = (("northlight", "slot"), ("northlight", "wheel"), ("comet", "dice"), ("comet", "slot"))
ADD = """
insert into report.player_day as held
       (day, brand_id, currency, player_id, integration_id, game_id, country, settled_stake_cash)
select t.day, i.brand_id, t.currency, t.player, i.id, g.id, t.country, t.staked
  from unnest(%s::date[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::bigint[])
       t (day, brand, currency, player, provider, game, country, staked)
  join provider p on p.code = t.provider
  join integration i on i.code = t.provider || '-' || t.brand
  join game g on (g.provider_id, g.code) = (p.id, t.game)
on conflict (day, brand_id, currency, player_id, integration_id, game_id)
do update set settled_stake_cash = held.settled_stake_cash + excluded.settled_stake_cash
"""
SAME_CODE = """
insert into game (provider_id, code, name, kind, theoretical_rtp_ppm)
select id, 'slot', 'Slot', 'slot', 950000 from provider where code = 'comet' returning id
"""


@pytest.fixture
def providers(casino):
    """Games of two providers have the same code. By game: its provider."""
    casino.ids["game", "other slot"] = casino.owner.execute(SAME_CODE).fetchone().id
    return {row.id: row.provider_id for row in casino.all("select id, provider_id from game")}


def added(chance):
    """Some games of some players on some days, many days at once: stakes, and what takes all or a part of them back."""
    rows = {}
    for _ in range(chance.randint(1, 15)):
        player = chance.randint(1, 5)
        brand, country = ("norrsken", "SE") if player < 4 else ("lagoon", "FI")
        at = (
            chance.choice([*DAYS, *DAYS, *LONG_AGO]),
            brand,
            chance.choice(["EUR", "SEK"]),
            player,
            *chance.choice(GAMES),
        )
        rows[at] = (country, chance.choice([-5, -3, 2, 3, 5]))
    return [list(column) for column in zip(*((*at, *rest) for at, rest in rows.items()), strict=True)]


@pytest.mark.parametrize("seed", range(3))
def test_counts_follow_whatever_is_folded(app, casino, providers, seed):
    chance = Random(seed)
    for _ in range(25):
        casino.owner.execute(ADD, added(chance))
        casino.owner.execute("select report.count_actives()")
    insist_on_the_same(app, casino, providers)


def test_they_go_by_what_came_since_too(app, casino, providers):
    chance, players, done = Random(7), [], []
    for number in range(4):
        players.append(casino.register("09 10:00", ("norrsken", "lagoon")[number % 2]))
        casino.deposit("09 11:00", players[-1], 50_000)
    for step in range(90):
        player, (provider, game) = chance.choice(players), chance.choice(GAMES)
        at = f"{chance.randint(10, 15)} {chance.randint(0, 23):02}:30"
        if done and chance.random() < 0.3:
            again, play, action = done.pop(chance.randrange(len(done)))
            casino.play(at, again, rollback(action["external_id"]), **play)
        else:
            named = "other slot" if (provider, game) == ("comet", "slot") else game
            action, play = bet(chance.randint(1, 9), key()), {"ref": key(), "game": named, "provider": provider}
            casino.play(at, player, action, **play)
            done.append((player, play, action))
        if step in (20, 45, 70):
            casino.fold(7)
    assert casino.one("select count(*) as n from report.tail").n > 0
    assert casino.one("select count(*) as n from report.active_count").n > 0
    insist_on_the_same(app, casino, providers)


def insist_on_the_same(app, casino, providers):
    told = 0
    with app.app_context(), snapshot() as session:
        for first, last in ((DAYS[0], DAYS[-1]), (DAYS[1], DAYS[3]), (DAYS[3], DAYS[-1]), (DAYS[2], DAYS[2])):
            for by, provider, game in product(BY, ("", "comet"), ("", "slot", "dice")):
                asked = Asked(first, last, by, provider=provider, game=game, country="SE" if first == DAYS[1] else "")
                found = counted(session, asked)
                assert found == listed(session, asked, providers), asked
                told += len(found)
    assert told > 300


def counted(session, asked):
    found = defaultdict(int)
    for each in actives(session, asked):
        found[each.currency, each.key, each.is_total] += each.players
    return {line: players for line, players in found.items() if players}


def listed(session, asked, providers):
    """The players behind the figure, told apart here."""
    lines = defaultdict(set)
    column = {"brand": "brand_id", "game": "game_id", "provider": "game_id"}.get(asked.by, asked.by)
    for row in session.execute(figure_players.active(replace(asked, by="brand"))):
        key = getattr(row, column)
        lines[row.currency, providers[key] if asked.by == "provider" else key, False].add(row.player_id)
        lines[row.currency, None, True].add(row.player_id)
    return {line: len(players) for line, players in lines.items()}
