"""Reading players: every opening of a record is remembered, and so is every look at the person."""

from dataclasses import dataclass

from app.areas.players import events
from app.audit import log
from app.errors import Invalid, NotFound
from app.extensions import db, transaction
from app.models.player import PlayerReveal
from app.models.staff import Staff
from app.queries import persons
from app.queries.persons import Person
from app.queries.players import NOT_THERE, SeenPlayer
from app.security import scopes

REVEAL = "players.person.reveal"
REASONS = {
    "contact": "To contact the player",
    "identify": "To make sure who is asking",
    "check": "To check documents or a payment",
    "investigation": "An investigation",
    "authority": "An authority asked",
    "other": "Another reason, in words",
}


@dataclass(frozen=True)
class Reason:
    """A canned code, and words where it alone says too little."""

    code: str
    text: str = ""


def opened(player: SeenPlayer, part: str) -> None:
    """Remember that `part` of the record was read; raises Unavailable when that cannot be written."""
    with transaction():
        log.record(events.PlayerOpened(target=player.id, part=part))


def reveal(player: SeenPlayer, reason: Reason, *, by: Staff) -> Person:
    """Who the player is, in the clear; raises Forbidden, Invalid, or NotFound where nobody is known."""
    with transaction():
        scopes.insist(by, player.brand_id, REVEAL, missing=NOT_THERE)
        if reason.code not in REASONS:
            raise Invalid("Choose one of the reasons.", pointers={"code": "Choose one of the reasons."})
        person = persons.whole(player.row_id)
        if person is None:
            raise NotFound("Nothing is known of the person behind this player.")
        kept = PlayerReveal(
            player_id=player.row_id, staff_id=by.id, reason_code=reason.code, reason_text=reason.text.strip()
        )
        db.session.add(kept)
        log.record(events.PersonRevealed(target=player.id, reason_code=reason.code))
    return person
