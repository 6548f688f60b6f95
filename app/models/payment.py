"""Payment providers and what players deposited through them."""

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Big, BigIdentity, Moment, PublicId, Recorded, SmallIdentity


class PaymentProvider(Base):
    __tablename__ = "payment_provider"
    id: Mapped[SmallIdentity]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)


class Deposit(Base):
    """Money in: `amount` in minor units, credited once per identifier of the payment provider."""

    __tablename__ = "deposit"
    __table_args__ = (UniqueConstraint("payment_provider_id", "external_id"),)
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    payment_provider_id: Mapped[int] = mapped_column(ForeignKey("payment_provider.id"))
    external_id: Mapped[str] = mapped_column(Text(collation="C"))
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    amount: Mapped[Big]
    state: Mapped[str] = mapped_column(Text)
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]
    version = 1  # a deposit never changes

    @property
    def outside_id(self) -> str:
        return outside("dp", self.public_id)
