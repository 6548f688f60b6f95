"""One deposit: the attempts behind it, its way, its journal entry, and what the audit log says of it."""

from typing import Any

from app.queries import deposit_attempts, deposits, records
from app.queries.deposits import SeenDeposit
from app.web.tables import tabs
from app.web.timeline import Entry
from blueprints.payments.attempts.record import TABS, history

WORDS = {"captured": "Credited to cash", "diverted": "Set aside, to be paid back"}


def facts(deposit: SeenDeposit) -> dict[str, Any]:
    """The deposit and the journal entry behind it."""
    return {"deposit": deposit, "entry": deposits.entry_of(deposit)}


def deposit_record(deposit: SeenDeposit) -> dict[str, Any]:
    """The page of one deposit."""
    attempts = deposit_attempts.behind(deposit)
    own = [attempt for attempt in attempts if attempt.deposit]
    credited = Entry(deposit.recorded_at, WORDS[deposit.state], by=deposit.provider)
    return {
        **facts(deposit),
        "attempts": attempts,
        "history": [credited, *history(own)],
        "records": records.naming(deposit.player, deposit.id),
        "tabs": tabs("tab", TABS),
    }
