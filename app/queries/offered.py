"""What forms offer to choose from, as (code, name) in the order of names."""

from sqlalchemy import Select, literal, select, union_all

from app.extensions import db, planned_once
from app.models.brand import Brand
from app.models.game import Provider
from app.models.ledger import Currency
from app.models.payment import PaymentProvider
from app.queries.reach import Brands

Choices = list[tuple[str, str]]
BRANDS = select(Brand.code, Brand.name)
CURRENCIES = select(Currency.code, Currency.code)
PAYMENT_PROVIDERS = select(PaymentProvider.code, PaymentProvider.name)
PROVIDERS = select(Provider.code, Provider.name)


@planned_once()
def by_field(**fields: Select[str, str]) -> dict[str, Choices]:
    """For each of these fields: one query."""
    found: dict[str, Choices] = {field: [] for field in fields}
    asked = (offer.add_columns(literal(field)) for field, offer in fields.items())
    for code, name, field in db.session.execute(union_all(*asked)):
        found[field].append((code, name))
    return {field: sorted(pairs, key=lambda pair: pair[1]) for field, pairs in found.items()}


def of_play() -> dict[str, Choices]:
    """Whose game, for whom and in what: providers, brands and currencies, by field."""
    return by_field(provider=PROVIDERS, brand=BRANDS, currency=CURRENCIES)


def brands(among: Brands = None) -> Choices:
    """These brands, or all."""
    return by_field(brand=BRANDS if among is None else BRANDS.where(Brand.id.in_(among)))["brand"]
