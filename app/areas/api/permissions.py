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
    PLAYERS_REACTIVATE = "api.players.reactivate"
    PLAYERS_READ = "api.players.read"
    PLAYERS_SUSPEND = "api.players.suspend"
    RESTRICTIONS_CREATE = "api.restrictions.create"
    RESTRICTIONS_LIFT = "api.restrictions.lift"
    SESSIONS_CREATE = "api.sessions.create"
    SESSIONS_READ = "api.sessions.read"
    TRANSFERS_READ = "api.transfers.read"
    WITHDRAWALS_CANCEL = "api.withdrawals.cancel"
    WITHDRAWALS_CREATE = "api.withdrawals.create"
    WITHDRAWALS_READ = "api.withdrawals.read"
