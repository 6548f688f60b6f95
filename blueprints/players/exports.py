"""The list of players as a file: without the persons."""

from app.areas.players.permissions import Players
from app.exports.offers import Arguments, Asker, Column, Filters, Offer
from app.queries import players
from app.web.exports import insist_on_readable
from app.web.tables import in_words
from blueprints.players.filters import PlayerFilters
from blueprints.players.tables import VIEWS


def _read(arguments: Arguments, _: Asker) -> Filters:
    form = PlayerFilters.read(arguments)
    insist_on_readable(form)
    sought, view = form.sought(), form.status.data
    shown = [VIEWS[view]] if view and view in VIEWS else []
    return Filters([*sought.conditions, *sought.span], in_words(form, form.RELATIONS, shown))


COLUMNS: tuple[Column, ...] = (
    Column("Player", lambda each: each.id),
    Column("Registered at", lambda each: each.registered_at),
    Column("Brand", lambda each: each.brand),
    Column("Country", lambda each: each.country),
    Column("Language", lambda each: each.language),
    Column("Status", lambda each: each.status),
)
PLAYERS = Offer("players.players", "players", Players.PLAYERS_EXPORT, COLUMNS, _read, players.exported, players.seen)
EXPORTS = (PLAYERS,)
