"""Games: the rounds that are played, and the calls they are made of."""

from app.areas.games.permissions import Games
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.games import routes as rounds
from blueprints.games.area import blueprint
from blueprints.games.catalogue import certificates
from blueprints.games.catalogue import routes as catalogue
from blueprints.games.catalogue.forms import GameFilters
from blueprints.games.exports import CALLS, ROUNDS
from blueprints.games.finders import FINDERS
from blueprints.games.forms import CallFilters, RoundFilters
from blueprints.games.providers import routes as providers
from blueprints.games.stops import routes as stops
from blueprints.games.stops.tables import StopFilters

FACES = {"staff"}
EXPORTS = (ROUNDS, CALLS)
LISTS = (
    KeptList("games.list_rounds", "Rounds", arguments(RoundFilters, *LAID_OUT)),
    KeptList("games.list_games", "Catalogue", arguments(GameFilters, *LAID_OUT)),
    KeptList("games.list_stops", "Stops", arguments(StopFilters, *LAID_OUT)),
    KeptList("games.list_calls", "Provider calls", arguments(CallFilters, *LAID_OUT)),
)
NAVIGATION = (
    Place("Games", "Catalogue", "games", "games.list_games", Games.CATALOGUE_READ, "g", ("/games/stops",)),
    Place(
        "Games", "Providers", "providers", "games.list_providers", Games.PROVIDERS_READ, "v", ("/games/integrations",)
    ),
    Place("Games", "Rounds", "rounds", "games.list_rounds", Games.ROUNDS_READ, "r"),
    Place("Games", "Provider calls", "calls", "games.list_calls", Games.CALLS_READ, "c"),
)
__all__ = [
    "EXPORTS",
    "FACES",
    "FINDERS",
    "LISTS",
    "NAVIGATION",
    "blueprint",
    "catalogue",
    "certificates",
    "providers",
    "rounds",
    "stops",
]
