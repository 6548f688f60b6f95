"""One player: the facts that stand on every part of the record, and the part that the address asks for."""

from typing import Any

from flask import url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.areas.players.permissions import Players
from app.errors import Forbidden, NotFound
from app.queries import persons, player_notes, restrictions, wallets
from app.queries.players import SeenPlayer
from app.queries.wallets import Wallet
from app.services import player_records
from app.web.tables import Tab
from blueprints.players.parts import PARTS, RECORD, Part

RIGHTS = {
    "reveal": Players.PERSON_REVEAL,
    "read_books": Payments.LEDGER_READ,
    "suspend": Players.PLAYERS_SUSPEND,
    "reactivate": Players.PLAYERS_REACTIVATE,
    "restrict": Players.RESTRICTIONS_CREATE,
    "lift": Players.RESTRICTIONS_LIFT,
    "note": Players.NOTES_CREATE,
    "end_sessions": Players.SESSIONS_END,
}


def player_record(player: SeenPlayer, name: str = "") -> dict[str, Any]:
    """The page of one player, once its opening is remembered; raises Forbidden for a part that is not theirs."""
    part = _part(player, name)
    player_records.opened(player, part.label.lower())
    return {
        "player": player,
        "person": persons.masked(player.row_id),
        "wallets": _wallets(player),
        "kinds": restrictions.standing_of(player),
        "pinned": player_notes.pinned(player.row_id) if _may_read(PARTS["notes"], player) else [],
        "part": part,
        "tabs": [_tab(player, each, PARTS[each] is part) for each in PARTS if _may_read(PARTS[each], player)],
        "may": {name: current_user.may_for(each, player.brand_id) for name, each in RIGHTS.items()},
        **part.read(player),
    }


def _tab(player: SeenPlayer, name: str, is_current: bool) -> Tab:
    part = PARTS[name]
    named: dict[str, Any] = {} if part.endpoint != RECORD else {"tab": name or None}
    return Tab(part.label, url_for(part.endpoint, player_id=player.id, **named), is_current)


def _part(player: SeenPlayer, name: str) -> Part:
    part = PARTS.get(name, PARTS[""])
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
