"""What lists of deposits, attempts and withdrawals can be narrowed by: all have the same columns for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import and_, func, select, true

from app.extensions import db
from app.models.brand import Brand
from app.models.deposit_attempt import DepositAttempt
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.models.withdrawal import Withdrawal
from app.queries import amounts
from app.queries.keyset import Condition, lowest
from app.queries.offered import BRANDS, CURRENCIES, PAYMENT_PROVIDERS, Choices, by_field

EARLY = timedelta(minutes=1)  # the clocks of two machines


@dataclass(frozen=True)
class PaymentFilters:
    """Conditions on one kind of payment."""

    of: type[Deposit] | type[DepositAttempt] | type[Withdrawal]

    def in_state(self, state: str) -> Condition:
        return self.of.state == state

    def of_provider(self, code: str) -> Condition:
        found = select(PaymentProvider.id).where(PaymentProvider.code == code).scalar_subquery()
        return self.of.payment_provider_id == found

    def of_brand(self, code: str) -> Condition:
        return self.of.brand_id == select(Brand.id).where(Brand.code == code).scalar_subquery()

    def in_currency(self, code: str) -> Condition:
        return self.of.currency == code

    def of_player(self, public_id: UUID) -> Condition:
        return self.of.player_id == select(Player.id).where(Player.public_id == public_id).scalar_subquery()

    def with_reference(self, text: str) -> Condition:
        """The payment provider's own identifier."""
        return self.of.external_id == text

    def at_least(self, main_units: Decimal) -> Condition:
        """`main_units` of the payment's own currency."""
        return amounts.at_least(self.of.amount, self.of.currency, main_units)

    def at_most(self, main_units: Decimal) -> Condition:
        return amounts.at_most(self.of.amount, self.of.currency, main_units)

    def occurred(self, first: datetime | None, last: datetime | None) -> Condition:
        """From `first` on, up to and without `last`."""
        since = true() if first is None else self.of.occurred_at >= first
        return and_(since, true() if last is None else self.of.occurred_at < last)

    def made(self, first: datetime | None, last: datetime | None) -> list[Condition]:
        """The same of the ids: none is made before its payment, nor later after it than the latest of all."""
        since: list[Condition] = [] if first is None else [self.of.public_id >= lowest(first - EARLY)]
        return since if last is None else [*since, self.of.public_id < lowest(last + EARLY + self._latest())]

    def _latest(self) -> timedelta:
        lateness = func.uuid_extract_timestamp(self.of.public_id) - self.of.occurred_at
        return db.session.scalar(select(func.max(lateness))) or timedelta()


def offers(brand_id: int | None = None) -> dict[str, Choices]:
    """What there is to choose from, by field: one query. `brand_id`: of that brand alone."""
    brand = BRANDS if brand_id is None else BRANDS.where(Brand.id == brand_id)
    return by_field(provider=PAYMENT_PROVIDERS, brand=brand, currency=CURRENCIES)
