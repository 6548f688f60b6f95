"""Deposits as staff read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import SQLColumnExpression, select, text

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.ledger import Call, Currency
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries.found import found_of, with_names
from app.queries.keyset import AnyRow, AnySelect, Page, Sought, Window, counted, search, turned, windowed
from app.queries.reach import Brands

FOUND = found_of(Deposit)
NAMES = (
    select(FOUND, Player.public_id, PaymentProvider.name, Brand.name, Currency.exponent)
    .join(Player, Player.id == FOUND.player_id)
    .join(PaymentProvider, PaymentProvider.id == FOUND.payment_provider_id)
    .join(Brand, Brand.id == FOUND.brand_id)
    .join(Currency, Currency.code == FOUND.currency)
)


@dataclass(frozen=True)
class SeenDeposit:
    """One deposit, with the names of all it touches."""

    row_id: int
    public_id: UUID
    brand_id: int
    player_id: int
    player: str
    provider: str
    provider_id: int
    external_id: str
    brand: str
    amount: Money
    state: str
    occurred_at: datetime
    recorded_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("dp", self.public_id)


def listed(sought: Sought, window: Window, brands: Brands, *, oldest_first: bool = False) -> Page[SeenDeposit]:
    """One page of the deposits sought, newest first unless told otherwise: two queries at most, four in a search."""
    searched = search(_of(brands), Deposit.public_id, sought, window, newest_first=not oldest_first)
    rows = with_names(NAMES, windowed(searched.query, Deposit.public_id, window, newest_first=not oldest_first))
    found = [seen(row) for row in db.session.execute(rows)]
    found.sort(key=lambda each: each.public_id, reverse=oldest_first == (window.before is not None))
    return turned(found, [each.public_id for each in found], window, searched.counting, searched)


def total(sought: Sought, brands: Brands) -> str:
    """How many are sought, counted to the cap: “312”, “10,000+”."""
    searched = search(_of(brands), Deposit.public_id, sought, Window())
    return Page[SeenDeposit]((), total=counted(searched.counting), is_more=searched.is_more).total_text


def one(public_id: UUID, brands: Brands) -> SeenDeposit:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(with_names(NAMES, _of(brands).where(Deposit.public_id == public_id))).one_or_none()
    if row is None:
        raise NotFound("There is no such deposit, or it belongs to a brand that is not yours.")
    return seen(row)


def with_reference(text: str, brands: Brands) -> list[SeenDeposit]:
    """What payment providers call so: at most one of each."""
    of_any = Deposit.payment_provider_id.in_(select(PaymentProvider.id))  # so that the key leads there
    found = _of(brands).where(of_any, Deposit.external_id == text)
    return [seen(row) for row in db.session.execute(with_names(NAMES, found))]


def entry_of(deposit: SeenDeposit) -> str:
    """The journal entry that credited it."""
    key = (Call.integration_id == deposit.provider_id, Call.op_class == "deposit", ~Call.refused)
    found = db.session.scalar(select(Call.call_id).where(*key, Call.external_id == deposit.external_id))
    return outside("ca", found) if found else ""


def exported(conditions: Sequence[SQLColumnExpression[bool]], brands: Brands) -> AnySelect:
    """Every deposit that meets all `conditions`, newest first, to be streamed and read by `seen`."""
    return with_names(NAMES, _of(brands).where(*conditions)).order_by(text("public_id desc"))


def _of(brands: Brands) -> AnySelect:
    query = select(Deposit)
    return query if brands is None else query.where(Deposit.brand_id.in_(brands))


def seen(row: AnyRow) -> SeenDeposit:
    deposit, player, provider, brand, exponent = row
    return SeenDeposit(
        row_id=deposit.id,
        public_id=deposit.public_id,
        brand_id=deposit.brand_id,
        player_id=deposit.player_id,
        player=outside("pl", player),
        provider=provider,
        provider_id=deposit.payment_provider_id,
        external_id=deposit.external_id,
        brand=brand,
        amount=Money(deposit.amount, MoneyCurrency(deposit.currency, exponent)),
        state=deposit.state,
        occurred_at=deposit.occurred_at,
        recorded_at=deposit.recorded_at,
    )
