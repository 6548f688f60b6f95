"""Every permission there is, as `area.resource.action`, in alphabetical order."""

from enum import StrEnum


class Permission(StrEnum):
    """What may be granted; read and write, and whatever reveals, apart."""

    API_BALANCES_READ = "api.balances.read"
    API_DEPOSITS_CREATE = "api.deposits.create"
    API_PLAYERS_CREATE = "api.players.create"
    API_PLAYERS_READ = "api.players.read"
    API_SESSIONS_CREATE = "api.sessions.create"
    CALLS_READ = "games.calls.read"
    ROUNDS_READ = "games.rounds.read"

    @property
    def is_for_machines(self) -> bool:
        """Held by API keys, never by staff."""
        return self.value.startswith("api.")
