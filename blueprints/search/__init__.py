"""Search: any record by any identifier, for whoever may see it."""

from app.areas.search.permissions import Search
from app.web.finding import Finder
from blueprints.search.finders import find_player, find_players
from blueprints.search.routes import blueprint

FACES = {"staff"}
FINDERS = (
    Finder("Players", Search.RECORDS_FIND, find_player, prefix="pl"),
    Finder("Players by name or e-mail", Search.PLAYERS_FIND, find_players, more="search.list_players"),
)
__all__ = ["FACES", "FINDERS", "blueprint"]
