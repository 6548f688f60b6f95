"""Games: the rounds that are played, and the calls they are made of."""

from app.security.permissions import Permission
from app.web.navigation import Place
from blueprints.games.routes import blueprint

FACES = {"staff"}
NAVIGATION = (
    Place("Games", "Rounds", "rounds", "games.list_rounds", Permission.ROUNDS_READ, frozenset({"games.show_round"})),
    Place(
        "Games", "Provider calls", "calls", "games.list_calls", Permission.CALLS_READ, frozenset({"games.show_call"})
    ),
)
__all__ = ["FACES", "NAVIGATION", "blueprint"]
