"""Column shapes that recur: whole numbers of 64 bits, identities, outside ids, the database's own clock."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, Identity, Integer
from sqlalchemy.orm import mapped_column

BigIdentity = Annotated[int, mapped_column(BigInteger, Identity(always=True), primary_key=True)]
SmallIdentity = Annotated[int, mapped_column(Integer, Identity(always=True), primary_key=True)]
Big = Annotated[int, mapped_column(BigInteger)]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
# Told by the database, never by us: the app's role has no right to write it.
Recorded = Annotated[datetime, mapped_column(DateTime(timezone=True), server_default=FetchedValue())]
PublicId = Annotated[UUID, mapped_column(unique=True, server_default=FetchedValue())]
