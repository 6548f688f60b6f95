"""Players: who they are to us, what became of them, what they may."""

from app.areas.players.permissions import Players
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.players.exports import EXPORTS
from blueprints.players.filters import PlayerFilters
from blueprints.players.routes import blueprint

FACES = {"staff"}
LISTS = (KeptList("players.list_players", "Players", arguments(PlayerFilters, *LAID_OUT)),)
NAVIGATION = (Place("Players", "Players", "person", "players.list_players", Players.PLAYERS_READ, "p"),)
__all__ = ["EXPORTS", "FACES", "LISTS", "NAVIGATION", "blueprint"]
