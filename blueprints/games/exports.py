"""What of this area may be taken out as a file."""

from collections.abc import Callable

from app.areas.games.permissions import Games
from app.exports.cells import units
from app.exports.offers import Arguments, Asker, Column, Filters, Offer
from app.money import Money
from app.queries import calls, rounds
from app.queries.rounds import SeenRound
from app.web.exports import insist_on_readable
from app.web.tables import in_words
from app.words import outcome
from blueprints.games import tables
from blueprints.games.forms import CallFilters, RoundFilters


def _read_rounds(arguments: Arguments, _: Asker) -> Filters:
    return _filters(RoundFilters.read(arguments), "state", tables.ROUND_VIEWS)


def _read_calls(arguments: Arguments, _: Asker) -> Filters:
    return _filters(CallFilters.read(arguments), "kind", tables.CALL_VIEWS)


def _filters(form: RoundFilters | CallFilters, view: str, views: dict[str, str]) -> Filters:
    insist_on_readable(form)
    sought, chosen = form.sought(), form[view].data
    shown = [views[chosen]] if chosen in views and chosen else []
    return Filters([*sought.conditions, *sought.span], in_words(form, form.RELATIONS, shown))


def _amount(name: str, read: Callable[[SeenRound], Money]) -> Column:
    """In main units; the currency has a column of its own."""
    return Column(name, lambda each: units(read(each)))


def _state(each: SeenRound) -> str:
    return "rolled back" if each.is_rolled_back else "open" if each.is_open else "settled"


ROUND_COLUMNS: tuple[Column, ...] = (
    Column("Round", lambda each: each.id),
    Column("Opened at", lambda each: each.opened_at),
    Column("Last call at", lambda each: each.last_at),
    Column("Settled at", lambda each: each.settled_at),
    Column("State", _state),
    Column("Player", lambda each: each.player),
    Column("Brand", lambda each: each.brand),
    Column("Provider", lambda each: each.provider),
    Column("Integration", lambda each: each.integration),
    Column("Game", lambda each: each.game),
    Column("Game code", lambda each: each.game_code),
    Column("Provider’s round", lambda each: each.key.round_ref),
    Column("Currency", lambda each: each.currency.code),
    _amount("Stake", lambda each: each.stake),
    _amount("Stake from cash", lambda each: each.stake_cash),
    _amount("Stake from bonus", lambda each: each.stake_bonus),
    _amount("Win", lambda each: each.win),
    _amount("Net", lambda each: each.net),
    Column("Bets", lambda each: each.bets),
    Column("Wins", lambda each: each.wins),
    Column("Rollbacks", lambda each: each.rollbacks),
)


CALL_COLUMNS: tuple[Column, ...] = (
    Column("Call", lambda each: each.id),
    Column("Received at", lambda each: each.received_at),
    Column("Provider", lambda each: each.provider),
    Column("Integration", lambda each: each.integration),
    Column("Operation", lambda each: each.operation),
    Column("Player", lambda each: each.player),
    Column("Provider’s round", lambda each: each.round_ref),
    Column("Outcome", lambda each: outcome(each.outcome)),
    Column("Replay", lambda each: each.replayed),
    Column("Signature valid", lambda each: each.signature_valid),
    Column("HTTP status", lambda each: each.http_status),
    Column("Latency in µs", lambda each: each.latency_us),
    Column("Bytes", lambda each: each.size),
    Column("SHA-256 of the body", lambda each: each.digest.hex()),
)
ROUNDS = Offer("games.rounds", "rounds", Games.ROUNDS_EXPORT, ROUND_COLUMNS, _read_rounds, rounds.exported, rounds.seen)
CALLS = Offer(
    "games.calls", "provider calls", Games.CALLS_EXPORT, CALL_COLUMNS, _read_calls, calls.exported, calls.seen
)
