"""Games: the rounds that are played, and the calls they are made of."""

from app.areas.games.permissions import Games
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.games.exports import CALLS, ROUNDS
from blueprints.games.finders import FINDERS
from blueprints.games.forms import CallFilters, RoundFilters
from blueprints.games.routes import blueprint

FACES = {"staff"}
EXPORTS = (ROUNDS, CALLS)
LISTS = (
    KeptList("games.list_rounds", "Rounds", arguments(RoundFilters, *LAID_OUT)),
    KeptList("games.list_calls", "Provider calls", arguments(CallFilters, *LAID_OUT)),
)
NAVIGATION = (
    Place(
        "Games",
        "Rounds",
        "rounds",
        "games.list_rounds",
        Games.ROUNDS_READ,
        frozenset({"games.show_round", "games.new_rounds_export"}),
        "r",
    ),
    Place(
        "Games",
        "Provider calls",
        "calls",
        "games.list_calls",
        Games.CALLS_READ,
        frozenset({"games.show_call", "games.new_calls_export"}),
        "c",
    ),
)
__all__ = ["EXPORTS", "FACES", "FINDERS", "LISTS", "NAVIGATION", "blueprint"]
