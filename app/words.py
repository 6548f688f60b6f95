"""What codes of ours mean, in the words staff read."""

OUTCOMES = {
    "applied": "Took effect",
    "diverted": "Owed back, not credited",
    "tombstone": "Barred for ever",
    "already_reversed": "Already rolled back",
    "nothing_to_reverse": "Nothing to roll back",
    "insufficient_funds": "Not enough funds",
    "unverified": "Player not verified",
    "restricted": "Player restricted",
    "excluded": "Player excluded",
    "closed": "Player’s account closed",
    "owing": "Player owes us",
    "session_ended": "Session ended",
    "limit_reached": "Player’s limit reached",
    "conflict": "Id belongs to another request",
    "rolled_back": "Came after its rollback",
    "unknown_account": "No account in this currency",
    "unknown_target": "Original not known",
    "unknown_round": "Round not known",
    "bad_request": "Cannot be done",
    "call_refused": "Refused with its neighbour",
    "game_disabled": "Game disabled",
    "country_blocked": "Country blocked",
    "stake_too_high": "Stake too high",
    "integration_disabled": "Integration disabled",
    "maintenance": "Under maintenance",
    "unknown_player": "Player not known",
    "unknown_game": "Game not known",
    "unknown_currency": "Currency not known",
    "unknown_operation": "Operation not known",
    "unknown_integration": "Integration not known",
    "bad_signature": "Signature does not fit",
    "malformed": "Cannot be read",
    "too_large": "Too large",
    "wrong_content_type": "Wrong content type",
    "unavailable": "We were not available",
    "timeout": "We took too long",
    "fault": "A fault of ours",
}

KINDS = {
    "bet": "Bet",
    "win": "Win",
    "promo": "Prize",
    "rollback": "Rollback",
    "finish": "Round finished",
    "tombstone": "Barred for ever",
    "deposit": "Deposit",
    "withdrawal_request": "Withdrawal requested",
    "withdrawal_release": "Withdrawal paid",
    "withdrawal_cancel": "Withdrawal given back",
    "adjustment": "Adjustment",
    "recovery": "Debt recovered",
    "opening": "Brought in",
}

ACCOUNTS = {
    "cash": "Player’s cash",
    "bonus": "Player’s bonus",
    "pending_withdrawal": "Pending withdrawal",
    "receivable": "Player’s debt",
    "game": "Game provider",
    "jackpot": "Jackpot",
    "psp": "Payment provider",
    "psp_clearing": "Payment provider, clearing",
    "bank": "Bank",
    "bonus_cost": "Bonus cost",
    "adjustment": "Adjustments",
    "chargeback": "Chargebacks",
    "refund_due": "Refunds due",
    "fee": "Fees",
    "fx": "Currency exchange",
    "opening": "Brought in",
}


def outcome(code: str) -> str:
    """A code no word is kept for says itself."""
    return OUTCOMES.get(code) or spelled(code)


def kind(code: str) -> str:
    return KINDS.get(code) or spelled(code)


def account(code: str) -> str:
    return ACCOUNTS.get(code) or spelled(code)


def spelled(code: str) -> str:
    """“settle_rounds” reads “Settle rounds”."""
    return code.replace("_", " ").capitalize()
