"""What players may not do, by whose word, and how their status changed."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import BigIdentity, PublicId, Recorded

KINDS = {"betting": "Betting", "deposits": "Deposits", "withdrawals": "Withdrawals"}
REASONS = {
    "suspected_fraud": "Suspected fraud",
    "identity": "The identity is in doubt",
    "harm": "Signs of harm",
    "money": "The origin of money is in doubt",
    "chargeback": "A chargeback or a debt",
    "player_asked": "The player asked for it",
    "authority": "An authority demands it",
    "other": "Another reason, in words",
}
LIFTING_REASONS = {
    "cleared": "Looked into and cleared",
    "documents": "Documents were accepted",
    "settled": "The debt is settled",
    "player_asked": "The player asked for it",
    "authority": "An authority allows it",
    "mistake": "It was a mistake",
    "other": "Another reason, in words",
}
BY_ITSELF = {"ran_out": "Its time was up", "brought_in": "It stood in the ledger before"}


class PlayerRestriction(Base):
    """One restriction; open while `lifted_at` is empty, in force until `until`."""

    __tablename__ = "player_restriction"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    kind: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str] = mapped_column(Text)
    reason_text: Mapped[str] = mapped_column(Text)
    by_kind: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(Text)
    imposed_at: Mapped[Recorded]
    until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    lifted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    lifted_reason_code: Mapped[str | None] = mapped_column(Text)
    lifted_reason_text: Mapped[str | None] = mapped_column(Text)
    lifted_by_kind: Mapped[str | None] = mapped_column(Text)
    lifted_by_id: Mapped[str | None] = mapped_column(Text)


class PlayerStatusChange(Base):
    """One change of a player's status."""

    __tablename__ = "player_status_change"
    id: Mapped[BigIdentity]
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    from_status: Mapped[str] = mapped_column(Text)
    to_status: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str] = mapped_column(Text)
    reason_text: Mapped[str] = mapped_column(Text)
    by_kind: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[Recorded]
