"""What the chart of accounts can be narrowed by."""

from sqlalchemy import Text, cast, literal, select, union_all

from app.extensions import db
from app.models.brand import Brand
from app.models.ledger import HouseAccount
from app.queries.keyset import Condition


def of_brand(code: str) -> Condition:
    return HouseAccount.brand_id == select(Brand.id).where(Brand.code == code).scalar_subquery()


def in_currency(code: str) -> Condition:
    return HouseAccount.currency == code


def of_kind(kind: str) -> Condition:
    return cast(HouseAccount.kind, Text) == kind


def offers() -> dict[str, list[tuple[str, str]]]:
    """What there is to choose from, by field, as (code, name): one query."""
    brand = select(literal("brand"), Brand.code, Brand.name)
    currency = select(literal("currency"), HouseAccount.currency, HouseAccount.currency).distinct()
    kind = select(literal("kind"), cast(HouseAccount.kind, Text), cast(HouseAccount.kind, Text)).distinct()
    found: dict[str, list[tuple[str, str]]] = {"brand": [], "currency": [], "kind": []}
    for field, code, name in db.session.execute(union_all(brand, currency, kind)):
        found[field].append((code, name))
    return {field: sorted(offered, key=lambda pair: pair[1]) for field, offered in found.items()}
