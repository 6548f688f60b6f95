"""Credit gives, debit takes: two rights."""

from dataclasses import dataclass

from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.security.permissions import Permission


@dataclass(frozen=True)
class Direction:
    """`sign` of what it does to the purse."""

    name: str
    sign: int
    permission: Permission

    def is_open_for(self, brand_id: int) -> bool:
        """Whether the signed-in staff member may do it for a player of this brand."""
        if not current_user.may(self.permission):
            return False
        brands = current_user.brands_for(self.permission)
        return brands is None or brand_id in brands


CREDIT = Direction("credit", 1, Payments.ADJUSTMENTS_CREDIT)
DEBIT = Direction("debit", -1, Payments.ADJUSTMENTS_DEBIT)
