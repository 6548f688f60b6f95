"""What may be played: stopped at once, by one person; allowed again by whoever may.

Once a stop has committed, no bet commits that it bars and no game session begins; wins and rollbacks are still taken.
"""

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from app.areas.games import events
from app.areas.games.permissions import Games
from app.audit import log, who
from app.errors import Forbidden, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.availability import PlayStop
from app.queries import stops
from app.queries.in_play import Scope, in_play
from app.security.scopes import Changer
from app.stops import MAINTENANCE, Play, Stop, Stops

DISABLED = "disabled"
STOPPED = {DISABLED: "This is stopped already.", MAINTENANCE: "Maintenance is on already."}


@dataclass(frozen=True)
class Why:
    """A sentence that stays with the stop; records keep its code alone, since people write anything into a sentence."""

    sentence: str
    code: str = "other"


def stop(
    scope: Scope, *, why: Why, by: Changer | None, permission: str = Games.AVAILABILITY_DISABLE, kind: str = DISABLED
) -> PlayStop:
    """Bar new bets and game sessions from now on; raises Forbidden outside the brands of `permission`, or Refused when
    just this is stopped already. `by` None is the house itself, at its own command line."""
    with transaction():
        _insist_on_brand(scope.brand_id, permission, by)
        met = in_play(scope)
        actor = who.actor()
        row = asdict(scope) | {"kind": kind, "reason": why.sentence, "actor_kind": actor.kind, "actor_id": actor.id}
        row |= {"sessions": met.sessions, "rounds": met.rounds}
        new = insert(PlayStop).values(row).on_conflict_do_nothing().returning(PlayStop)
        stopped = db.session.scalar(new)
        if stopped is None:
            raise Refused(STOPPED[kind])
        _record(events.PlayStopped, stopped, why, sessions=met.sessions, rounds=met.rounds)
    return stopped


def lift(
    stop_id: str, *, why: Why, by: Changer | None, permission: str = Games.AVAILABILITY_ENABLE, kind: str = DISABLED
) -> PlayStop:
    """Let it be played again; raises NotFound, Forbidden outside the brands of `permission`, or Refused when it was
    lifted already, or is of the other kind: ending maintenance is a right of its own."""
    with transaction():
        found = select(PlayStop).where(PlayStop.public_id == inside("sp", stop_id)).with_for_update()
        stopped = db.session.scalar(found, execution_options={"populate_existing": True})
        if stopped is None:
            raise stops.not_found()
        _insist_on_brand(stopped.brand_id, permission, by)
        if stopped.kind != kind:
            raise Refused("This is maintenance: it is ended at Settings, Switches.")
        if by and stopped.is_of_everything and permission == Games.AVAILABILITY_ENABLE.value:
            raise Forbidden(f"You need the permission “{Games.SITE_ENABLE}”.", permission=Games.SITE_ENABLE)
        if stopped.lifted_at is not None:
            raise Refused("This was allowed again already.")
        _lift(stopped, why)
    return stopped


def maintain(brand_id: int | None, *, why: Why, by: Changer | None, permission: str) -> PlayStop:
    """Maintenance of a brand, or of all of them: no new bets and game sessions, wins and rollbacks are taken.

    Raises Forbidden outside the brands of `permission`, or Refused when it is on already.
    """
    return stop(Scope(brand_id=brand_id), why=why, by=by, permission=permission, kind=MAINTENANCE)


def end_maintenance(brand_id: int | None, *, why: Why, by: Changer | None, permission: str) -> PlayStop:
    """Raises Forbidden as `maintain` does, or Refused when there is none of just this brand, or of all."""
    standing = maintenance(brand_id)
    if standing is None:
        raise Refused("There is no maintenance to end.")
    return lift(standing.outside_id, why=why, by=by, permission=permission, kind=MAINTENANCE)


def maintenance(brand_id: int | None) -> PlayStop | None:
    """The maintenance of just this brand, or of all of them, that stands."""
    of_it = PlayStop.brand_id.is_(None) if brand_id is None else PlayStop.brand_id == brand_id
    return db.session.scalar(select(PlayStop).where(stops.STANDS, PlayStop.kind == MAINTENANCE, of_it))


def insist_on_play(play: Play, country: str) -> None:
    """Raises Refused when a stop bars it. Until the caller's transaction ends nobody stops anything."""
    db.session.execute(select(func.hold_play()))
    columns = (PlayStop.kind, PlayStop.provider_id, PlayStop.integration_id, PlayStop.game_id, PlayStop.brand_id)
    standing = db.session.execute(select(*columns, PlayStop.country, PlayStop.currency).where(stops.STANDS))
    barring = Stops([Stop(*row) for row in standing]).barring(play, partial(str, country))
    if barring is not None:
        raise Refused(_sentence(barring, country))


def _sentence(stop: Stop, country: str) -> str:
    if stop.kind == MAINTENANCE:
        return "The casino is under maintenance. Nothing new can be played until it ends."
    if stop.country is not None:
        return f"This game may not be played from {country}."
    return "This game is switched off."


def _lift(stopped: PlayStop, why: Why) -> None:
    actor = who.actor()
    stopped.lifted_at, stopped.lifted_reason = db.session.scalars(select(func.clock_timestamp())).one(), why.sentence
    stopped.lifted_by_kind, stopped.lifted_by_id = actor.kind, actor.id
    db.session.flush()
    _record(events.PlayAllowed, stopped, why)


def _record(
    event: type[events.PlayStopped] | type[events.PlayAllowed], stopped: PlayStop, why: Why, **counts: int
) -> None:
    """With all that stands of its target, before and after."""
    mine = stops.one(stopped.public_id, None)
    others = [each for each in stops.standing(stops.of_target(stopped)) if each.id != mine.id]
    without, with_it = _words(others), _words([mine, *others])
    was, now = (without, with_it) if mine.stands else (with_it, without)
    about: dict[str, Any] = {
        "stop": mine.id,
        "what": f"{mine.name}, {mine.where}",
        "kind": stopped.kind,
        "was": was,
        "now": now,
    }
    about |= counts
    log.record(event(target=mine.audited_as, reason_code=why.code, **about))


def _words(standing: list[stops.SeenStop]) -> str:
    """“Disabled everywhere; maintenance Norrsken”; “enabled”."""
    return "; ".join(f"{each.word.lower()} {each.where}" for each in standing) or "enabled"


def _insist_on_brand(brand_id: int | None, permission: str, by: Changer | None) -> None:
    """Whoever holds the right for some brands uses it for those alone."""
    brands = None if by is None else by.brands_for(permission)
    if brands is not None and brand_id not in brands:
        raise Forbidden(f"You need the permission “{permission}” for what this reaches.", permission=permission)
