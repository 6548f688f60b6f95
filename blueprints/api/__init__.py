"""JSON for internal tools: players, their sessions, deposits, balances and transfers; and the contract of it."""

from blueprints.api.routes import blueprint, documents, payments, players, sessions

FACES = {"staff"}
ROUTES = (documents, payments, players, sessions)
__all__ = ["FACES", "ROUTES", "blueprint"]
