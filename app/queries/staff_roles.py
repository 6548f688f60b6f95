"""Roles as data: what each may, how much it may move by hand, and who holds it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.adjustment import RoleLimit
from app.models.brand import Brand
from app.models.ledger import Currency
from app.models.staff import Role, RoleAssignment, RolePermission, Staff
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries.reach import Brands
from app.queries.staff_members import is_in_force, within

KINDS = {"adjustment_credit": "Credit", "adjustment_debit": "Debit"}
MOST_HOLDERS = 200


@dataclass(frozen=True)
class SeenRole:
    """A role; `permissions` in alphabetical order, `holders` counts people in reach who hold it now."""

    row_id: int
    code: str
    title: str
    permissions: Sequence[str]
    holders: int


@dataclass(frozen=True)
class SeenLimit:
    """How much may be moved by hand, a time and in any 24 hours; `kind` is one of KINDS, `verb` what it is called."""

    kind: str
    verb: str
    per_act: Money
    per_day: Money


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a role now; `brand` empty: for every brand."""

    key: UUID
    name: str
    status: str
    role: str
    brand: str
    expires_at: datetime | None

    @property
    def id(self) -> str:
        return outside("st", self.key)


def listed(brands: Brands) -> list[SeenRole]:
    """Every role, in their order: three queries."""
    permissions, held = _permissions(), _held(brands)
    roles = db.session.scalars(select(Role).order_by(Role.id))
    return [
        SeenRole(each.id, each.code, each.name, permissions.get(each.id, []), held.get(each.id, 0)) for each in roles
    ]


def one(code: str, brands: Brands) -> SeenRole:
    """Raises NotFound."""
    found = next((each for each in listed(brands) if each.code == code), None)
    if found is None:
        raise NotFound("There is no such role.")
    return found


def limits(role_id: int) -> list[SeenLimit]:
    """By currency, credit before debit."""
    rows = select(RoleLimit, Currency.exponent).join(Currency, Currency.code == RoleLimit.currency)
    found = db.session.execute(rows.where(RoleLimit.role_id == role_id).order_by(RoleLimit.currency, RoleLimit.kind))
    return [_limit(row, exponent) for row, exponent in found]


def holders(codes: Collection[str], brands: Brands) -> list[Holder]:
    """Who holds any of these roles now, by name, at most 200."""
    rows = (
        select(Staff.public_id, Staff.name, Staff.status, Role.name, func.coalesce(Brand.name, ""),
               RoleAssignment.expires_at)
        .join(RoleAssignment, RoleAssignment.staff_id == Staff.id)
        .join(Role, Role.id == RoleAssignment.role_id)
        .outerjoin(Brand, Brand.id == RoleAssignment.brand_id)
        .where(Role.code.in_(codes), is_in_force())
        .order_by(Staff.name, Staff.id, RoleAssignment.id)
        .limit(MOST_HOLDERS)
    )  # fmt: skip
    return [Holder(*row) for row in db.session.execute(rows if brands is None else rows.where(within(brands)))]


def _permissions() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = select(RolePermission.role_id, RolePermission.permission).order_by(RolePermission.permission)
    for role_id, permission in db.session.execute(rows):
        found.setdefault(role_id, []).append(permission)
    return found


def _held(brands: Brands) -> dict[int, int]:
    people = select(RoleAssignment.role_id, func.count(RoleAssignment.staff_id.distinct())).join(
        Staff, Staff.id == RoleAssignment.staff_id
    )
    people = people if brands is None else people.where(within(brands))
    return {row[0]: row[1] for row in db.session.execute(people.where(is_in_force()).group_by(RoleAssignment.role_id))}


def _limit(row: RoleLimit, exponent: int) -> SeenLimit:
    currency = MoneyCurrency(row.currency, exponent)
    return SeenLimit(row.kind, KINDS[row.kind], Money(row.per_act, currency), Money(row.per_day, currency))
