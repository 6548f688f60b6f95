"""What is stopped bars bets by its scope, from the very next one on; wins and rollbacks are taken. And a stop that
falls into the middle of play on the real server falls between two bets."""

import http.client
import json
from contextlib import closing
from itertools import count
from threading import Event, Thread

import psycopg
import pytest

from app import create_app
from app.config import Settings
from app.database import roles
from app.extensions import db
from app.queries.in_play import Scope
from app.services import availability, integration_keys
from app.services.availability import Why
from benchmarks import house as built_house
from benchmarks import servers
from benchmarks.house import SECRET
from tests.wallet.house import Player, bet, betwin, rollback, sign, win

NUMBERS = count(1)
THREADS = 64
SCOPES = [
    (lambda house: {"game_id": house.slot}, "405", "game_disabled"),
    (lambda house: {"game_id": house.slot, "brand_id": house.ids["brand"]}, "405", "game_disabled"),
    (lambda house: {"game_id": house.slot, "currency": "EUR"}, "405", "game_disabled"),
    (lambda house: {"game_id": house.slot, "country": "MT"}, "153", "country_blocked"),
    (lambda house: {"provider_id": house.ids["provider"]}, "410", "integration_disabled"),
    (lambda house: {"integration_id": house.ids["acme"]}, "410", "integration_disabled"),
    (lambda house: {"brand_id": house.ids["brand"]}, "410", "integration_disabled"),
    (lambda house: {}, "410", "integration_disabled"),
]
PASS_BY = [
    lambda house: {"game_id": house.add_game("other")},
    lambda house: {"game_id": house.slot, "brand_id": house.ids["other brand"]},
    lambda house: {"game_id": house.slot, "currency": "JPY"},
    lambda house: {"game_id": house.slot, "country": "SE"},
    lambda house: {"integration_id": house.open_integration("elsewhere")},
    lambda house: {"brand_id": house.ids["other brand"]},
]


@pytest.fixture
def told(house, player):
    """Bet one euro; the code of the refusal, None for none."""
    house.slot = house.ask("select id from game")
    return lambda: house.call("betwin", betwin(player, bet(f"t{next(NUMBERS)}", "1"))).code


@pytest.mark.parametrize(("scope", "code", "outcome"), SCOPES)
def test_the_next_bet_is_refused_and_the_next_one_after_lifting_is_taken(house, told, scope, code, outcome):
    assert told() is None
    stop = house.stop(**scope(house))
    assert told() == code
    assert house.log("outcome")[-1] == (outcome,)
    house.lift(stop)
    assert told() is None


@pytest.mark.parametrize("scope", PASS_BY)
def test_what_is_stopped_elsewhere_bars_nothing_here(house, told, scope):
    house.stop(**scope(house))
    assert told() is None


def test_maintenance_bars_bets_and_goes_before_any_other_stop(house, player, told):
    assert house.call("betwin", betwin(player, bet("open", "1"))).status == 200
    house.stop(game_id=house.slot)
    house.stop(kind="maintenance", brand_id=house.ids["brand"])
    assert told() == "410"
    assert house.log("outcome")[-1] == ("maintenance",)
    assert house.call("betwin", betwin(player, win("w", "1"))).status == 200
    assert house.call("rollback", rollback(player, ("u", "open"))).status == 200


def test_a_bet_among_wins_is_refused_with_them(house, player, told):
    house.stop(game_id=house.slot)
    assert house.call("betwin", betwin(player, win("w", "1"), bet("b", "1"))).code == "405"
    assert house.call("betwin", betwin(player, win("w", "1"))).status == 200


def test_a_retired_key_signs_no_further_bet(house, player, told):
    from app.extensions import transaction

    assert told() is None
    with house.app.app_context(), transaction():
        integration_keys.retire(house.rows("select id from integration_key")[0][0])
    assert told() == "403"


class Crowd:
    """64 threads at the real server that bet without a pause; `sent` and `answered`, by the number of the bet."""

    def __init__(self, port, players):
        self.port, self.players = port, players
        self.answers, self.ending = [], Event()

    def begin(self):
        self.threads = [Thread(target=self._bet_on, args=(number,), daemon=True) for number in range(THREADS)]
        for thread in self.threads:
            thread.start()

    def end(self):
        self.ending.set()
        for thread in self.threads:
            thread.join()

    def call(self, connection, operation, body):
        raw = json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "X-REQUEST-SIGN": sign(raw, SECRET)}
        connection.request("POST", f"/wallet/bench/{operation}", raw, headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
        if response.status == 500:  # the machine is busy: as a provider does
            return self.call(connection, operation, body)
        return answer["meta"]["api_code"] if response.status == 400 else "taken"

    def ask(self, operation, body):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            return self.call(connection, operation, body)

    def _bet_on(self, number):
        player = Player(0, self.players[number])
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            for turn in count(1):
                body = betwin(player, bet(f"b{number}-{turn}", "1.00"), round_id=f"{number}-{turn}")
                self.answers.append(self.call(connection, "betwin", body))
                if self.ending.is_set():
                    return

    def await_answers(self, more):
        heard = len(self.answers)
        while len(self.answers) < heard + more:
            assert not self.ending.wait(0.01)


@pytest.fixture
def standing():
    with (
        built_house.standing() as built,
        servers.serving("wsgi:app", built.environment, "--log-level", "critical") as (port, _),
    ):
        url = built.server.url()
        app = create_app("command", Settings(env="development", database_url=url, instance=built.instance))
        yield built, app, port
        with app.app_context():
            db.engine.dispose()


AFTER = """
    select count(*) filter (where c.recorded_at > s.recorded_at), count(*)
      from ledger.call c cross join play_stop s where c.kind = 'bet' and not c.refused"""


def test_no_bet_is_taken_after_a_stop_that_falls_into_the_middle_of_play(standing):
    built, app, port = standing
    crowd = Crowd(port, built.players)
    crowd.begin()
    crowd.await_answers(500)
    with app.app_context():
        stop = availability.stop(Scope(game_id=1), why=Why("A fault in its maths."), by=None).outside_id
    first = Player(0, built.players[0])
    assert crowd.ask("betwin", betwin(first, bet("next", "1.00"))) == "405"
    crowd.await_answers(500)
    crowd.end()
    refused = crowd.answers[crowd.answers.index("405") :]
    assert set(crowd.answers) == {"taken", "405"}
    with psycopg.connect(built.server.url(roles.OWNER)) as owner:
        after, taken = owner.execute(AFTER).fetchone()
        assert (after, taken) == (0, crowd.answers.count("taken"))
        assert len(refused) >= 500

        for number in range(THREADS):
            player = Player(0, built.players[number])
            assert crowd.ask("betwin", betwin(player, win(f"w{number}", "1"), round_id=f"{number}-1")) == "taken"
        undone = rollback(first, ("u", "b0-1"), round_id="0-1")
        assert crowd.ask("rollback", undone) == "taken"
        with app.app_context():
            availability.lift(stop, why=Why("Mended."), by=None)
        assert crowd.ask("betwin", betwin(first, bet("again", "1.00"))) == "taken"
        assert owner.execute("select fault, detail from ledger.verify()").fetchall() == []
