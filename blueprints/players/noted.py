"""What the audit log holds of a player, for whoever may read the parts that it speaks of: a sentence of the log tells a
reason or an amount as plainly as the part itself does."""

from collections.abc import Sequence

from flask_login import current_user

from app.areas.games.events import GameSessionStarted
from app.areas.payments.events import DepositCaptured
from app.areas.payments.permissions import Payments
from app.areas.players import events
from app.areas.players.permissions import Players
from app.audit.events import Event
from app.queries import records
from app.queries.players import SeenPlayer
from app.queries.records import Record
from app.security.permissions import Permission

TOLD_TO: dict[Permission, tuple[type[Event], ...]] = {
    Payments.DEPOSITS_READ: (DepositCaptured,),
    Players.NOTES_READ: (events.PlayerNoteWritten, events.PlayerNoteSettled),
    Players.RESTRICTIONS_READ: (
        events.PlayerSuspended,
        events.PlayerReactivated,
        events.PlayerRestricted,
        events.RestrictionLifted,
    ),
    Players.SESSIONS_READ: (events.LoginSessionStarted, events.LoginSessionEnded, GameSessionStarted),
}
CONFIDENTIAL = '"kind":"confidential"'  # as canonical JSON writes it


def of_player(player: SeenPlayer) -> Sequence[Record]:
    """Newest first."""
    withheld = [
        event.name
        for needed, told in TOLD_TO.items()
        if not current_user.may_for(needed, player.brand_id)
        for event in told
    ]
    conditions = [records.not_called(withheld)]
    if not current_user.may_for(Players.RESTRICTIONS_READ, player.brand_id):
        conditions.append(records.not_saying(CONFIDENTIAL))
    return records.about(player.id, *conditions)
