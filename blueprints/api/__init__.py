"""JSON for internal tools: players, their sessions, deposits and balances."""

from blueprints.api.routes import blueprint

FACES = {"staff"}
__all__ = ["FACES", "blueprint"]
