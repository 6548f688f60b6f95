"""How much a role may move by hand, changed with a reason by those whose office that is, and never by a holder."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.areas.security import events
from app.audit import log
from app.errors import Invalid
from app.extensions import db, transaction
from app.models.adjustment import RoleLimit
from app.models.staff import Staff
from app.money import Currency, Money, plain
from app.services import staff_roles

ACTS = {"adjustment_credit": "credit", "adjustment_debit": "debit"}
NOTHING = (0, 0)


@dataclass(frozen=True)
class Limit:
    """Minor units a time and in any 24 hours, both zero for none at all, and why. `kind` is one of ACTS."""

    kind: str
    currency: Currency
    per_act: int
    per_day: int
    reason: str

    @property
    def figures(self) -> tuple[int, int]:
        return self.per_act, self.per_day


def change(code: str, limit: Limit, *, by: Staff) -> None:
    """In force from the next adjustment on.

    Raises Forbidden, NotFound, Refused for a role that `by` holds, Invalid where nothing would change.
    """
    with transaction():
        role = staff_roles.changeable(code, by)
        before = _held(role.id, limit)
        if before == limit.figures:
            raise Invalid("Nothing would change: that is the limit already.")
        _write(role.id, limit)
        log.record(
            events.RoleLimitChanged(
                target=role.code,
                act=ACTS[limit.kind],
                before=_told(before, limit.currency),
                after=_told(limit.figures, limit.currency),
                reason=limit.reason.rstrip("."),
            )
        )


def _held(role_id: int, limit: Limit) -> tuple[int, int]:
    its = RoleLimit.role_id == role_id, RoleLimit.kind == limit.kind, RoleLimit.currency == limit.currency.code
    row = db.session.execute(select(RoleLimit.per_act, RoleLimit.per_day).where(*its)).one_or_none()
    return (row.per_act, row.per_day) if row else NOTHING


def _write(role_id: int, limit: Limit) -> None:
    figures = {"per_act": limit.per_act, "per_day": limit.per_day}
    row = {"role_id": role_id, "kind": limit.kind, "currency": limit.currency.code, **figures}
    key = [RoleLimit.role_id, RoleLimit.kind, RoleLimit.currency]
    db.session.execute(insert(RoleLimit).values(row).on_conflict_do_update(index_elements=key, set_=figures))


def _told(figures: tuple[int, int], currency: Currency) -> str:
    """“€20.00 at a time and €100.00 in 24 hours”."""
    if figures == NOTHING:
        return f"nothing in {currency.code}"
    act, day = (plain(Money(minor, currency)) for minor in figures)
    return f"{act} at a time and {day} in 24 hours"
