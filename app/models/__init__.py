"""Every noun we keep. Imported together, so that each table finds the ones it refers to."""

from app.models import api, audit, brand, game, ledger, payment, player, provider_call, setting, staff

__all__ = ["api", "audit", "brand", "game", "ledger", "payment", "player", "provider_call", "setting", "staff"]
