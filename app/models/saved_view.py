"""Views of lists that staff keep under a name."""

from sqlalchemy import Boolean, FetchedValue, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, PublicId, Recorded


class SavedView(Base):
    """`query` holds the filters of the list whose endpoint is `list`; a shared one shows to all who may open it."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("staff_id", "list", "name"),)
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    list: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    query: Mapped[str] = mapped_column(Text)
    is_shared: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    created_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("sv", self.public_id)
