"""One player: the facts that stand on every part of the record, and the part that the address asks for."""

from typing import Any

from flask import request
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.areas.players.permissions import Players
from app.errors import Forbidden, NotFound
from app.queries import persons, wallets
from app.queries.players import SeenPlayer
from app.queries.wallets import Wallet
from app.services import player_records
from app.web.tables import tabs
from blueprints.players.parts import PARTS, Part


def player_record(player: SeenPlayer) -> dict[str, Any]:
    """The page of one player, once its opening is remembered; raises Forbidden for a part that is not theirs."""
    part = _part(player)
    player_records.opened(player, part.label.lower())
    return {
        "player": player,
        "person": persons.masked(player.row_id),
        "may_reveal": current_user.may_for(Players.PERSON_REVEAL, player.brand_id),
        "wallets": _wallets(player),
        "may_read_books": current_user.may_for(Payments.LEDGER_READ, player.brand_id),
        "part": part,
        "tabs": tabs("tab", {name: each.label for name, each in PARTS.items() if _may_read(each, player)}),
        **part.read(player),
    }


def _part(player: SeenPlayer) -> Part:
    part = PARTS.get(request.args.get("tab", ""), PARTS[""])
    if not _may_read(part, player):
        needed = part.permission.value
        raise Forbidden(f"You need the permission “{needed}”.", permission=needed)
    return part


def _may_read(part: Part, player: SeenPlayer) -> bool:
    return current_user.may_for(part.permission, player.brand_id)


def _wallets(player: SeenPlayer) -> list[Wallet]:
    """What the player holds, for whoever may see the player's money."""
    if not current_user.may_for(Payments.DEPOSITS_READ, player.brand_id):
        return []
    try:
        return wallets.of_player(player.public_id, [player.brand_id])
    except NotFound:
        return []  # no wallet was ever opened
