"""Players: registered, found, and what they hold."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.areas.players import events
from app.areas.settings.settings import REGISTRATION_OPEN
from app.audit import log
from app.errors import Invalid, NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.brand import Brand, JurisdictionProfile
from app.models.ledger import Currency, HouseAccount
from app.models.player import Player, PlayerPerson
from app.queries import settings
from app.security.api_keys import Client
from app.services import brands, ledger, outbox


@dataclass(frozen=True)
class Registration:
    """What a player says of themselves; `identity_verified` is the caller's word that it was proven.

    `is_test`: somebody of ours who tries things out. They count in no figure, and are that for good.
    """

    brand: str
    email: str
    first_name: str
    last_name: str
    birth_date: date
    country: str
    language: str
    currency: str
    identity_verified: bool
    is_test: bool = False


def register(registration: Registration, *, by: Client) -> Player:
    """Take in a player and open the first wallet.

    Raises Invalid (age, brand, currency) or Refused (registration is closed, the e-mail is taken).
    """
    with transaction():
        brand = brands.named(registration.brand, by=by)
        _insist_on_registration(brand)
        profile = brands.profile_in_force(brand)
        _insist_on_age(registration.birth_date, brand, profile)
        insist_on_currency(registration.currency, brand)
        player = _add(registration, brand)
        unverified = profile.requires_verified_identity and not registration.identity_verified
        ledger.open_wallet(player.id, brand.id, registration.currency, unverified=unverified)
        event = events.PlayerRegistered(
            target=player.outside_id,
            brand=brand.code,
            currency=registration.currency,
            unverified=unverified,
            is_test=player.is_test,
        )
        log.record(event)
        told = event.data() | {"country": player.country}
        outbox.tell("player.registered", about=player.outside_id, brand_id=brand.id, data=told)
    return player


def find(outside_id: str, *, by: Client, share: bool = False) -> Player:
    """The player of this outside id; raises NotFound, also for a player of a brand the client does not serve.

    `share`: who is about to be suspended is waited for, and nobody is until the transaction ends.
    """
    found = select(Player).where(Player.public_id == inside("pl", outside_id))
    player = db.session.scalar(found.with_for_update(read=True) if share else found)
    if player is None or by.brand_id not in (None, player.brand_id):
        raise NotFound("There is no such player.")
    return player


def insist_on_currency(code: str, brand: Brand) -> Currency:
    """The currency; raises Invalid where the brand keeps no house accounts in it: nothing could be played or paid."""
    kept = select(HouseAccount.account_id).where(HouseAccount.brand_id == brand.id, HouseAccount.currency == code)
    currency = db.session.get(Currency, code)
    if currency is None or db.session.scalar(kept.limit(1)) is None:
        raise Invalid(f"{brand.name} does not play in this currency.", pointers={"/currency": "Not played here."})
    return currency


def _add(registration: Registration, brand: Brand) -> Player:
    player = Player(
        brand_id=brand.id,
        country=registration.country,
        language=registration.language,
        is_test=registration.is_test,
        occurred_at=clock.now(),
    )
    db.session.add(player)
    db.session.flush()
    db.session.add(
        PlayerPerson(
            player_id=player.id,
            brand_id=brand.id,
            email=registration.email,
            first_name=registration.first_name,
            last_name=registration.last_name,
            birth_date=registration.birth_date,
        )
    )
    taken = f"A player of {brand.name} has this e-mail address already."
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(taken) from error
    return player


def _insist_on_registration(brand: Brand) -> None:
    if not settings.value(REGISTRATION_OPEN, brand_id=brand.id):
        raise Refused(f"{brand.name} takes no new players at the moment. Please try again later.")


def _insist_on_age(birth_date: date, brand: Brand, profile: JurisdictionProfile) -> None:
    today = clock.now().astimezone(ZoneInfo(profile.gaming_day_zone)).date()
    age = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    if not profile.minimum_age <= age <= 120:
        sentence = f"Players of {brand.name} must be at least {profile.minimum_age} years old."
        raise Invalid(sentence, pointers={"/birth_date": sentence})
