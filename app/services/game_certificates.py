"""Certificates of games: added as the laboratory wrote them, withdrawn when they were wrong or are revoked."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.areas.games import events
from app.audit import log, who
from app.errors import NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.game import Game, GameCertificate
from app.services.availability import Why


@dataclass(frozen=True)
class Certificate:
    """What stands on it. `build_hash`: of the certified build, in hexadecimal."""

    jurisdiction: str
    laboratory: str
    number: str
    valid_from: date
    valid_until: date | None
    build_hash: str


def add(game: Game, certificate: Certificate) -> GameCertificate:
    """Raises Refused when just this one stands already."""
    with transaction():
        actor = who.actor()
        row = asdict(certificate) | {"game_id": game.id, "added_by_kind": actor.kind, "added_by_id": actor.id}
        new = insert(GameCertificate).values(row).on_conflict_do_nothing().returning(GameCertificate)
        added = db.session.scalar(new)
        if added is None:
            raise Refused("This certificate stands already.")
        log.record(events.CertificateAdded(target=game.outside_id, certificate=added.outside_id, game=game.code))
    return added


def standing(game: Game, certificate_id: str, *, for_update: bool = False) -> GameCertificate:
    """One that can be withdrawn. Raises NotFound, or Refused when it was withdrawn already."""
    its = GameCertificate.public_id == inside("ct", certificate_id), GameCertificate.game_id == game.id
    query = select(GameCertificate).where(*its)
    found = db.session.scalar(query.with_for_update() if for_update else query)
    if found is None:
        raise NotFound("There is no such certificate of this game.")
    if found.withdrawn_at is not None:
        raise Refused("This certificate was withdrawn already.")
    return found


def withdraw(game: Game, certificate_id: str, why: Why) -> None:
    """Raises as `standing` does."""
    with transaction():
        found = standing(game, certificate_id, for_update=True)
        found.withdrawn_at = db.session.scalars(select(func.clock_timestamp())).one()
        found.withdrawn_reason = why.sentence
        log.record(
            events.CertificateWithdrawn(
                target=game.outside_id, certificate=certificate_id, game=game.code, reason_code=why.code
            )
        )
