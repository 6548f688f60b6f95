"""JSON for internal tools: players, their sessions, money in and out, balances, transfers; and the contract of it."""

from blueprints.api.routes import (
    adjustments,
    blueprint,
    deposit_attempts,
    deposits,
    documents,
    players,
    protection,
    sessions,
    withdrawals,
)

FACES = {"staff"}
ROUTES = (adjustments, deposit_attempts, deposits, documents, players, protection, sessions, withdrawals)
__all__ = ["FACES", "ROUTES", "blueprint"]
