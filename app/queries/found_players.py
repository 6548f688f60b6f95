"""Players found by what we know of the person, or by anything of theirs. What was matched is never given back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import SQLColumnExpression, and_, func, select, union

from app.errors import NotFound
from app.extensions import db
from app.ids import inside, outside
from app.models.adjustment import Adjustment
from app.models.brand import Brand
from app.models.deposit_attempt import DepositAttempt
from app.models.game import GameSession
from app.models.ledger import Call, Round
from app.models.payment import Deposit, PaymentProvider
from app.models.player import LoginSession, Player, PlayerPerson
from app.models.withdrawal import Withdrawal
from app.queries.reach import Brands

OWNED: Mapping[str, tuple[SQLColumnExpression[UUID], SQLColumnExpression[int]]] = {
    "aj": (Adjustment.public_id, Adjustment.player_id),
    "at": (DepositAttempt.public_id, DepositAttempt.player_id),
    "ca": (Call.call_id, Call.player_id),
    "dp": (Deposit.public_id, Deposit.player_id),
    "gs": (GameSession.public_id, GameSession.player_id),
    "ls": (LoginSession.public_id, LoginSession.player_id),
    "pl": (Player.public_id, Player.id),
    "rd": (Round.round_id, Round.player_id),
    "wd": (Withdrawal.public_id, Withdrawal.player_id),
}
ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


@dataclass(frozen=True)
class FoundPlayer:
    """A player without the person."""

    id: str
    brand: str
    country: str
    status: str
    recorded_at: datetime


def one(public_id: UUID, brands: Brands) -> FoundPlayer | None:
    """None when there is none, or none of these brands."""
    found = _found([Player.public_id == public_id], brands, 1)
    return found[0] if found else None


def by_person(text: str, brands: Brands, most: int) -> Sequence[FoundPlayer]:
    """Whose e-mail address or name is `text`, or begins with it; case does not matter."""
    return _found([Player.id.in_(persons(text, brands, most))], brands, most)


def owners(text: str) -> list[int]:
    """Whose this id, or payment provider's reference, is; of whichever brand: the caller narrows it."""
    prefix = text.partition("_")[0]
    if prefix in OWNED:
        key, owner = OWNED[prefix]
        try:
            return list(db.session.scalars(select(owner).where(key == inside(prefix, text)).limit(1)))
        except NotFound:
            return []
    of_any = select(PaymentProvider.id)  # so that the key leads there
    sought = [
        select(each.player_id).where(each.payment_provider_id.in_(of_any), each.external_id == text)
        for each in (Deposit, Withdrawal)
    ]
    return list(db.session.scalars(union(*sought)))


def persons(text: str, brands: Brands, most: int) -> list[int]:
    """Whose e-mail address, first, last or whole name begins so; at most so many of each."""
    wanted = _beginning(text)
    first, last = func.lower(PlayerPerson.first_name), func.lower(PlayerPerson.last_name)
    given, _, family = text.partition(" ")
    by_email = select(PlayerPerson.player_id).where(func.lower(PlayerPerson.email).like(wanted, escape="\\"))
    if brands is not None:
        by_email = by_email.where(PlayerPerson.brand_id.in_(brands))
    named: list[SQLColumnExpression[bool]] = [first.like(wanted, escape="\\"), last.like(wanted, escape="\\")]
    if family:
        named.append(and_(first == given.lower(), last.like(_beginning(family.strip()), escape="\\")))
    # Of every brand by its id, as the index on names begins with it.
    own = select(Brand.id) if brands is None else select(Brand.id).where(Brand.id.in_(brands))
    by_name = [select(PlayerPerson.player_id).where(PlayerPerson.brand_id.in_(own), each) for each in named]
    few = [each.limit(most).subquery() for each in (by_email, *by_name)]
    return list(db.session.scalars(union(*(select(each.c.player_id) for each in few))))


def _beginning(text: str) -> str:
    return text.lower().translate(ESCAPED) + "%"


def _found(conditions: list[SQLColumnExpression[bool]], brands: Brands, most: int) -> list[FoundPlayer]:
    query = (
        select(Player, Brand.name)
        .outerjoin(PlayerPerson, PlayerPerson.player_id == Player.id)
        .join(Brand, Brand.id == Player.brand_id)
        .where(*conditions)
        .order_by(Player.id.desc())
        .limit(most)
    )
    rows = db.session.execute(query if brands is None else query.where(Player.brand_id.in_(brands)))
    return [
        FoundPlayer(outside("pl", each.public_id), brand, each.country, each.status, each.recorded_at)
        for each, brand in rows
    ]
