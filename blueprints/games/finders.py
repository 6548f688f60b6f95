"""How rounds and calls are found: by our id, and by the provider's own name for a round."""

from collections.abc import Sequence

from flask import url_for

from app.areas.games.permissions import Games
from app.money import plain
from app.queries import calls, catalogue, round_filters, rounds, stops
from app.queries.catalogue import SeenGame
from app.queries.keyset import Sought, Window
from app.queries.reach import Brands
from app.queries.stops import SeenStop
from app.web.filters import moment
from app.web.finding import Finder, Hit, by_id

FEW = 5


def find_by_reference(text: str, brands: Brands) -> Sequence[Hit]:
    """Rounds whose provider calls them so."""
    sought = Sought([round_filters.with_reference(text)], is_led=True)
    found = rounds.listed(sought, Window(size=FEW), brands, oldest_first=False)
    return [Hit(each.id, _say(each), url_for("games.show_round", round_id=each.id)) for each in found.rows]


def _say(found: rounds.SeenRound) -> str:
    return f"{found.game}, stake {plain(found.stake)}"


def _say_call(call: calls.SeenCall) -> str:
    return f"{call.operation or 'No operation'}, {moment(call.received_at)}"


def find_games(text: str, _: Brands) -> Sequence[Hit]:
    """Games by part of their name, or by the provider's code."""
    found = catalogue.listed([catalogue.named(text)], Window(size=FEW), (), falls=False)
    return [_game(each) for each in found.rows]


def _game(found: SeenGame) -> Hit:
    return Hit(found.game.name, found.provider.name, url_for("games.show_game", game_id=found.id))


def _say_game(found: SeenGame) -> str:
    return f"{found.game.name} of {found.provider.name}"


def _say_stop(found: SeenStop) -> str:
    return f"{found.name}, {found.where}"


FINDERS = (
    by_id(
        "Games",
        "gm",
        Games.CATALOGUE_READ,
        one=catalogue.one,
        endpoint="games.show_game",
        argument="game_id",
        say=_say_game,
    ),
    by_id(
        "Stops",
        "sp",
        Games.CATALOGUE_READ,
        one=stops.one,
        endpoint="games.show_stop",
        argument="stop_id",
        say=_say_stop,
    ),
    Finder("Games", Games.CATALOGUE_READ, find_games),
    by_id(
        "Rounds", "rd", Games.ROUNDS_READ, one=rounds.one, endpoint="games.show_round", argument="round_id", say=_say
    ),
    by_id(
        "Provider calls",
        "rq",
        Games.CALLS_READ,
        one=calls.one,
        endpoint="games.show_call",
        argument="call_id",
        say=_say_call,
    ),
    Finder("Rounds by the provider’s name", Games.ROUNDS_READ, find_by_reference),
)
