"""What an API key may be given. No role holds any of it."""

from app.security.permissions import Permission


class Api(Permission):
    ADJUSTMENTS_CREATE = "api.adjustments.create"
    ADJUSTMENTS_READ = "api.adjustments.read"
    BALANCES_READ = "api.balances.read"
    DEPOSIT_ATTEMPTS_CREATE = "api.deposit_attempts.create"
    DEPOSIT_ATTEMPTS_READ = "api.deposit_attempts.read"
    DEPOSITS_CREATE = "api.deposits.create"
    DEPOSITS_READ = "api.deposits.read"
    PLAYERS_CREATE = "api.players.create"
    PLAYERS_READ = "api.players.read"
    SESSIONS_CREATE = "api.sessions.create"
    SESSIONS_READ = "api.sessions.read"
    TRANSFERS_READ = "api.transfers.read"
    WITHDRAWALS_CANCEL = "api.withdrawals.cancel"
    WITHDRAWALS_CREATE = "api.withdrawals.create"
    WITHDRAWALS_READ = "api.withdrawals.read"
