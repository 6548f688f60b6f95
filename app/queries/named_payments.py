"""What a payment provider names: payments of ours, by our id for them or by its own."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import false, literal, or_, select, union

from app.errors import NotFound
from app.extensions import db
from app.ids import inside, outside
from app.models.deposit_attempt import DepositAttempt
from app.models.payment import Deposit
from app.models.player import Player
from app.models.withdrawal import Withdrawal
from app.queries.keyset import AnySelect
from app.queries.reach import Brands

Paid = type[Deposit] | type[DepositAttempt] | type[Withdrawal]
PREFIXES: dict[Paid, str] = {DepositAttempt: "at", Deposit: "dp", Withdrawal: "wd"}


@dataclass(frozen=True)
class Named:
    """What one webhook is about: a payout, else a payment; `reference` is our name for it, `object_id` theirs."""

    provider_id: int
    is_payout: bool
    reference: str
    object_id: str

    @property
    def kinds(self) -> tuple[Paid, ...]:
        return (Withdrawal,) if self.is_payout else (DepositAttempt, Deposit)


def brand_of(named: Named, player: str) -> int | None:
    """The brand of all that is named, `player` among it; None for nothing of ours, or of several brands. One query."""
    found = [_of(kind, named).with_only_columns(kind.brand_id) for kind in named.kinds]
    found.append(select(Player.brand_id).where(Player.public_id == _key("pl", player)))
    brands = db.session.scalars(union(*found)).all()
    return brands[0] if len(brands) == 1 else None


def ids(named: Named, *, deposits: Brands, withdrawals: Brands) -> list[str]:
    """The outside ids of what is named, as far as it is of the brands where its kind may be read. One query."""
    parts: list[AnySelect] = []
    for kind in named.kinds:
        brands = withdrawals if kind is Withdrawal else deposits
        found = _of(kind, named).with_only_columns(literal(PREFIXES[kind]), kind.public_id)
        parts.append(found if brands is None else found.where(kind.brand_id.in_(brands)))
    return [outside(prefix, public_id) for prefix, public_id in db.session.execute(union(*parts))]


def _of(kind: Paid, named: Named) -> AnySelect:
    is_theirs = (kind.payment_provider_id == named.provider_id) & (kind.external_id == named.object_id)
    key = _key(PREFIXES[kind], named.reference)
    return select(kind).where(or_(is_theirs, kind.public_id == key if key else false()))


def _key(prefix: str, text: str) -> UUID | None:
    try:
        return inside(prefix, text)
    except NotFound:
        return None
