"""Brands, the licences they hold, and the versions of the rules they play by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.models.brand import Brand, JurisdictionProfile, Licence
from app.models.jurisdiction import LABELS, Rules
from app.queries.reach import Brands

T = TypeVar("T")
NO_BRAND = "There is no such brand."
NO_LICENCE = "There is no such licence."
NO_PROFILE = "There is no such jurisdiction profile."


@dataclass(frozen=True)
class SeenBrand:
    id: int
    code: str
    name: str
    licence: Licence
    profile_code: str


@dataclass(frozen=True)
class SeenVersion:
    """One version and when it counted: never, where a newer one began no later. `ends_at` None: no end is known."""

    number: int
    rules: Rules
    begins_at: datetime
    ends_at: datetime | None
    reason: str
    actor: str
    recorded_at: datetime

    @property
    def never_began(self) -> bool:
        return self.ends_at is not None and self.ends_at <= self.begins_at

    def is_in_force(self, at: datetime) -> bool:
        return self.begins_at <= at and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True)
class Profile:
    """A jurisdiction's rules in all their versions, the newest first; never without one."""

    code: str
    versions: Sequence[SeenVersion]

    def in_force(self, at: datetime) -> SeenVersion | None:
        return next((each for each in self.versions if each.is_in_force(at)), None)

    @property
    def newest(self) -> SeenVersion:
        return self.versions[0]


def brands(of: Brands = None) -> list[SeenBrand]:
    """These brands, or all, by name; one query."""
    wanted = select(Brand, Licence).join(Licence, Licence.id == Brand.licence_id).order_by(Brand.name, Brand.id)
    found = db.session.execute(wanted if of is None else wanted.where(Brand.id.in_(of)))
    return [SeenBrand(brand.id, brand.code, brand.name, licence, brand.profile_code) for brand, licence in found]


def brand(code: str, of: Brands = None) -> SeenBrand:
    """Raises NotFound, also for one that is not among `of`."""
    return _one([each for each in brands(of) if each.code == code], NO_BRAND)


def licence(code: str, of: Brands = None) -> tuple[Licence, list[SeenBrand]]:
    """The licence and its brands among `of`; raises NotFound without any, unless every brand may be seen."""
    found = _one(list(db.session.scalars(select(Licence).where(Licence.code == code))), NO_LICENCE)
    under = [each for each in brands(of) if each.licence.id == found.id]
    if of is not None and not under:
        raise NotFound(NO_LICENCE)
    return found, under


def licences() -> list[Licence]:
    return list(db.session.scalars(select(Licence).order_by(Licence.name, Licence.id)))


def profiles() -> list[Profile]:
    """Every jurisdiction with all its versions, by code; one query."""
    ordered = select(JurisdictionProfile).order_by(JurisdictionProfile.code, JurisdictionProfile.version)
    by_code: dict[str, list[JurisdictionProfile]] = {}
    for row in db.session.scalars(ordered):
        by_code.setdefault(row.code, []).append(row)
    return [Profile(code, _seen(rows)) for code, rows in by_code.items()]


def profile(code: str, of: Brands = None) -> tuple[Profile, list[SeenBrand]]:
    """The profile and the brands among `of` that stand on it; raises NotFound as `licence` does."""
    found = _one([each for each in profiles() if each.code == code], NO_PROFILE)
    standing = [each for each in brands(of) if each.profile_code == code]
    if of is not None and not standing:
        raise NotFound(NO_PROFILE)
    return found, standing


def rules_of(row: JurisdictionProfile) -> Rules:
    return Rules(**{name: getattr(row, name) for name in LABELS})


def _seen(rows: Sequence[JurisdictionProfile]) -> list[SeenVersion]:
    """From the oldest to the newest they come, the other way round they go: each ends where a newer one begins."""
    found: list[SeenVersion] = []
    ends_at: datetime | None = None
    for row in reversed(rows):
        found.append(
            SeenVersion(
                number=row.version,
                rules=rules_of(row),
                begins_at=row.effective_from,
                ends_at=ends_at,
                reason=row.reason,
                actor=row.actor_id,
                recorded_at=row.recorded_at,
            )
        )
        ends_at = row.effective_from if ends_at is None else min(ends_at, row.effective_from)
    return found


def _one(found: Sequence[T], missing: str) -> T:
    if not found:
        raise NotFound(missing)
    return found[0]
