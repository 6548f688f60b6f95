"""How much money a role may move by hand: data of the installation, with a first figure for each template."""

from typing import NamedTuple

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from app.extensions import db
from app.models.adjustment import RoleLimit
from app.models.ledger import Currency
from app.models.staff import Role
from app.money import Money, plain
from app.security.permissions import Template


class Figures(NamedTuple):
    """Main units of the euro, a time and in any 24 hours."""

    per_act: int
    per_day: int


class Room(NamedTuple):
    """Minor units somebody may move, and what they moved of it in the last 24 hours."""

    per_act: int
    per_day: int
    used: int

    def holds(self, amount_minor: int) -> bool:
        return abs(amount_minor) <= self.per_act and self.used + abs(amount_minor) <= self.per_day


CREDITS = {
    Template.SUPPORT: Figures(20, 100),
    Template.PAYMENTS: Figures(200, 1_000),
    Template.FINANCE: Figures(1_000, 5_000),
    Template.HEAD_OF_OPERATIONS: Figures(5_000, 20_000),
}
DEBITS = {
    Template.PAYMENTS: Figures(1_000, 5_000),
    Template.FINANCE: Figures(5_000, 20_000),
    Template.HEAD_OF_OPERATIONS: Figures(20_000, 100_000),
}
# Roughly a euro's; others are set on a role's page.
WORTH = {"EUR": 1, "USD": 1, "GBP": 1, "KWD": 1, "SEK": 10, "JPY": 150}
_ROOM = text("select per_act, per_day, used from adjustment_room(:staff, :brand, :currency, :amount)")


def install() -> None:
    """Give roles that have no limit yet their template's, in the caller's transaction."""
    limited = select(RoleLimit.role_id)
    roles = {role.code: role.id for role in db.session.scalars(select(Role).where(Role.id.not_in(limited)))}
    rows = [
        _row(roles[template], kind, currency, figures)
        for kind, templates in (("adjustment_credit", CREDITS), ("adjustment_debit", DEBITS))
        for template, figures in templates.items()
        if template in roles
        for currency in (db.session.scalars(select(Currency).where(Currency.code.in_(WORTH))))
    ]
    if rows:
        db.session.execute(insert(RoleLimit).on_conflict_do_nothing(), rows)


def room(*, staff_id: int, brand_id: int, currency: str, amount_minor: int) -> Room:
    """What somebody may still move in the direction of `amount_minor`."""
    named = {"staff": staff_id, "brand": brand_id, "currency": currency, "amount": amount_minor}
    return Room(*db.session.execute(_ROOM, named).one())


def told(room: Room, amount: Money) -> str:
    """The limit in words."""
    act, day, used = (plain(Money(minor, amount.currency)) for minor in room)
    kind = "credit" if amount.minor > 0 else "debit"
    return f"You may {kind} {act} at a time and {day} in 24 hours, of which {used} is used."


def _row(role_id: int, kind: str, currency: Currency, figures: Figures) -> dict[str, object]:
    unit = WORTH[currency.code] * 10**currency.exponent
    return {
        "role_id": role_id,
        "kind": kind,
        "currency": currency.code,
        "per_act": figures.per_act * unit,
        "per_day": figures.per_day * unit,
    }
