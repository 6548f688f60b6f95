"""Notes about players: written once and never changed."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.areas.players import events
from app.audit import log
from app.errors import Forbidden, Invalid, NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.player import Player
from app.models.player_note import KINDS, PlayerNote
from app.models.staff import Staff
from app.queries.players import NOT_THERE
from app.security import scopes

CREATE, CONFIDE = "players.notes.create", "players.restrictions.create"
LONGEST = 2000


@dataclass(frozen=True)
class Written:
    """A note; `settles` is the outside id of the attention note that it takes off the top, if it does."""

    kind: str
    text: str
    settles: str = ""


def write(player_id: str, written: Written, *, by: Staff, public_id: UUID) -> PlayerNote:
    """Keep a note under an id given for it; raises NotFound, Forbidden, Invalid, or Refused when it is kept already."""
    text = written.text.strip()
    if written.kind not in KINDS or not 0 < len(text) <= LONGEST or "\0" in text:
        raise Invalid(f"Write a note of at most {LONGEST} characters.", pointers={"text": "Say what happened."})
    with transaction():
        player = _for(player_id, written.kind, by)
        settled = _attention(player, written.settles) if written.settles else None
        note = PlayerNote(
            public_id=public_id,
            player_id=player.id,
            staff_id=by.id,
            kind=written.kind,
            text=text,
            settles=settled.id if settled else None,
        )
        db.session.add(note)
        _insist_on_once()
        said = {"target": player.outside_id, "note": note.outside_id}
        log.record(events.PlayerNoteWritten(**said, kind=note.kind, length=len(text)))
        if settled:
            log.record(events.PlayerNoteSettled(**said, settled=settled.outside_id))
    return note


def _for(player_id: str, kind: str, by: Staff) -> Player:
    player = db.session.scalar(select(Player).where(Player.public_id == inside("pl", player_id)))
    if player is None:
        raise NotFound(NOT_THERE)
    scopes.insist(by, player.brand_id, CREATE, missing=NOT_THERE)
    if kind == "confidential":
        try:
            scopes.insist(by, player.brand_id, CONFIDE, missing=NOT_THERE)
        except NotFound as error:
            raise Forbidden(f"You need the permission “{CONFIDE}” here.", permission=CONFIDE) from error
    return player


def _attention(player: Player, note_id: str) -> PlayerNote:
    wanted = PlayerNote.player_id == player.id, PlayerNote.public_id == inside("nt", note_id)
    found = db.session.scalar(select(PlayerNote).where(*wanted, PlayerNote.kind == "attention"))
    if found is None:
        raise NotFound("There is no such note on this player.")
    return found


def _insist_on_once() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused("This note is kept already, or somebody settled that one before you.") from error
