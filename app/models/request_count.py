"""Requests that were answered, by every process there ever was."""

from sqlalchemy import BigInteger, Double, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base


class RequestCount(Base):
    """`buckets`: how many took so long, by the bounds of app/web/request_counts.py; `seconds`: all of them together."""

    __tablename__ = "request_count"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)
    face: Mapped[str] = mapped_column(Text, primary_key=True)
    endpoint: Mapped[str] = mapped_column(Text, primary_key=True)
    status: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    buckets: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    seconds: Mapped[float] = mapped_column(Double)
