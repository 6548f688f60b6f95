"""What staff wrote about players."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, PublicId, Recorded

KINDS = {
    "standard": "Standard",
    "attention": "Attention: stays on top of the record",
    "confidential": "Confidential: kept from those who speak with players",
}


class PlayerNote(Base):
    """`settles`: the attention note that this one takes off the top of the record."""

    __tablename__ = "player_note"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    kind: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    settles: Mapped[int | None] = mapped_column(ForeignKey("player_note.id"), unique=True)
    written_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("nt", self.public_id)
