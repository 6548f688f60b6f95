"""Games: the rounds that are played, and the calls they are made of."""

from app.areas.games.permissions import Games
from app.web.navigation import Place
from blueprints.games.exports import CALLS, ROUNDS
from blueprints.games.finders import FINDERS
from blueprints.games.routes import blueprint

FACES = {"staff"}
EXPORTS = (ROUNDS, CALLS)
NAVIGATION = (
    Place(
        "Games",
        "Rounds",
        "rounds",
        "games.list_rounds",
        Games.ROUNDS_READ,
        frozenset({"games.show_round", "games.new_round_export"}),
        "r",
    ),
    Place(
        "Games",
        "Provider calls",
        "calls",
        "games.list_calls",
        Games.CALLS_READ,
        frozenset({"games.show_call", "games.new_call_export"}),
        "c",
    ),
)
__all__ = ["EXPORTS", "FACES", "FINDERS", "NAVIGATION", "blueprint"]
