"""What the lines of a report are called, and which filters lead to one of them alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from app.extensions import planned_once
from app.models.brand import Brand
from app.models.game import Game, Provider
from app.models.ledger import Currency as LedgerCurrency
from app.money import Currency
from app.queries.keyset import AnySelect


@dataclass(frozen=True)
class Name:
    """What a line is called; `narrows`: the arguments of an address that leave this line alone."""

    label: str
    narrows: Mapping[str, str] = field(default_factory=dict[str, str])


def names(session: Session, by: str, keys: Collection[Any]) -> dict[Any, Name]:
    """Of the lines with these keys; days, countries and currencies are their own names."""
    if by == "day":
        return {key: Name(f"{key:%a %d %b %Y}", {"first": f"{key}", "last": f"{key}"}) for key in keys}
    if by not in QUERIES:
        return {key: Name(key, {by: key}) for key in keys}
    found = session.execute(QUERIES[by])
    known = {
        key: Name(name, {by: code} | ({"provider": provider} if provider else {}))
        for key, name, code, provider in found
    }
    return {key: known.get(key, Name("Not in the catalogue")) for key in keys}


QUERIES: Mapping[str, AnySelect] = {
    "brand": select(Brand.id, Brand.name, Brand.code, literal("")),
    "provider": select(Provider.id, Provider.name, Provider.code, literal("")),
    "game": select(Game.id, Game.name, Game.code, Provider.code).join(Provider, Provider.id == Game.provider_id),
}


@planned_once()
def currencies(session: Session) -> dict[str, Currency]:
    return {
        code: Currency(code, exponent)
        for code, exponent in session.execute(select(LedgerCurrency.code, LedgerCurrency.exponent))
    }
