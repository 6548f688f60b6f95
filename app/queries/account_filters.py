"""What the chart of accounts can be narrowed by."""

from sqlalchemy import Text, cast, select

from app.models.brand import Brand
from app.models.ledger import HouseAccount
from app.queries.keyset import Condition
from app.queries.offered import BRANDS, Choices, by_field


def of_brand(code: str) -> Condition:
    return HouseAccount.brand_id == select(Brand.id).where(Brand.code == code).scalar_subquery()


def in_currency(code: str) -> Condition:
    return HouseAccount.currency == code


def of_kind(kind: str) -> Condition:
    return cast(HouseAccount.kind, Text) == kind


def offers() -> dict[str, Choices]:
    """What there is to choose from, by field: one query."""
    kind = cast(HouseAccount.kind, Text)
    kept = select(HouseAccount.currency, HouseAccount.currency).distinct()
    return by_field(brand=BRANDS, currency=kept, kind=select(kind, kind).distinct())
