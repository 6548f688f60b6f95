"""Who comes to play. Names are made up, addresses end nowhere."""

from dataclasses import dataclass
from random import Random
from typing import Any

from app.demo.world import Brand, World

FIRST = ("Ada", "Björn", "Chiyo", "Dana", "Emil", "Freja", "Gustav", "Hana", "Ines", "Jonas", "Karim", "Lina", "Mika")
LAST = ("Almgren", "Berg", "Castell", "Dahl", "Eriksen", "Fonseca", "Gruber", "Hayashi", "Ivarsson", "Juul", "Khoury")
LANGUAGES = {"SE": "sv", "FI": "fi", "DE": "de", "MT": "en", "JP": "ja", "KW": "ar"}


@dataclass(frozen=True)
class Person:
    brand: str
    currency: str
    details: dict[str, Any]


def newcomer(world: World, *, seed: int, number: int, token: str) -> Person:
    """The `number`-th player of a seed; `token` keeps the e-mail address apart from every other casino's."""
    chance = Random(f"{seed} person {number}")
    brand = chance.choice(world.brands)
    currency = chance.choice(brand.currencies)
    return Person(brand.code, currency, _details(brand, currency, chance, mailbox=f"{token}.{number}"))


def _details(brand: Brand, currency: str, chance: Random, *, mailbox: str) -> dict[str, Any]:
    first, last, country = chance.choice(FIRST), chance.choice(LAST), chance.choice(brand.countries)
    return {
        "brand": brand.code,
        "email": f"{mailbox}@players.example",
        "first_name": first,
        "last_name": last,
        "birth_date": f"{chance.randint(1950, 2003)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "country": country,
        "language": LANGUAGES.get(country, "en"),
        "currency": currency,
        "identity_verified": True,
    }
