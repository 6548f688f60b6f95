"""Players, found by their id, by their name or by their e-mail address."""

from collections.abc import Sequence

from flask import url_for
from flask_login import current_user

from app.areas.games.permissions import Games
from app.areas.payments.permissions import Payments
from app.areas.players.permissions import Players
from app.errors import NotFound
from app.ids import inside
from app.queries import found_players
from app.queries.reach import Brands
from app.web.finding import Hit
from app.web.forms import strip

FEW, MANY = 5, 50


def find_player(text: str, brands: Brands) -> Sequence[Hit]:
    try:
        found = found_players.one(inside("pl", text), brands)
    except NotFound:
        return ()
    return [_hit(found)] if found else ()


def find_players(text: str, brands: Brands, most: int = FEW) -> Sequence[Hit]:
    return [_hit(found) for found in found_players.by_person(strip(text), brands, most)]


def _hit(found: found_players.FoundPlayer) -> Hit:
    about = f"{found.brand}, {found.country}, {found.status}"
    return Hit(found.id, about, _place_of(found.id))


def _place_of(player: str) -> str:
    """The record of a player for whoever may open it, else what they may see of them first."""
    if current_user.may(Players.PLAYERS_READ):
        return url_for("players.show_player", player_id=player)
    if current_user.may(Payments.LEDGER_READ):
        return url_for("payments.show_wallet", player_id=player)
    if current_user.may(Payments.DEPOSITS_READ) and not current_user.may(Games.ROUNDS_READ):
        return url_for("payments.list_deposits", player=player)
    return url_for("games.list_rounds", player=player)
