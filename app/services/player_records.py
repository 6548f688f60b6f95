"""Reading players: every opening of a record is remembered, and so is every look at the person."""

from app.areas.players import events
from app.audit import log
from app.errors import NotFound
from app.extensions import db, transaction
from app.models.player import PlayerReveal
from app.models.staff import Staff
from app.queries import persons
from app.queries.persons import Person
from app.queries.players import NOT_THERE, SeenPlayer
from app.security import scopes
from app.services import reasons
from app.services.reasons import Reason

REVEAL = "players.person.reveal"
REASONS = {
    "contact": "To contact the player",
    "identify": "To make sure who is asking",
    "check": "To check documents or a payment",
    "investigation": "An investigation",
    "authority": "An authority asked",
    "other": "Another reason, in words",
}


def opened(player: SeenPlayer, part: str) -> None:
    """Remember that `part` of the record was read; raises Unavailable when that cannot be written."""
    with transaction():
        log.record(events.PlayerOpened(target=player.id, part=part))


def reveal(player: SeenPlayer, reason: Reason, *, by: Staff) -> Person:
    """Who the player is, in the clear; raises Forbidden, Invalid, or NotFound where nobody is known."""
    words = reasons.words(reason, REASONS, code="code", text="text")
    with transaction():
        scopes.insist(by, player.brand_id, REVEAL, missing=NOT_THERE)
        person = persons.whole(player.row_id)
        if person is None:
            raise NotFound("Nothing is known of the person behind this player.")
        kept = {"player_id": player.row_id, "staff_id": by.id, "reason_code": reason.code, "reason_text": words}
        db.session.add(PlayerReveal(**kept))
        log.record(events.PersonRevealed(target=player.id, reason_code=reason.code))
    return person
