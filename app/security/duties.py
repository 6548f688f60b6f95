"""Duties that one person must not unite, each named, so that a refusal can say which."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.areas.payments.permissions import Payments
from app.areas.security.permissions import Security
from app.areas.webhooks.permissions import Webhooks

Held = Mapping[str, frozenset[int] | None]


@dataclass(frozen=True)
class Conflict:
    """Whoever holds one of `these` for a brand holds none of `those` for it."""

    name: str
    these: frozenset[str]
    those: frozenset[str]

    def found_in(self, held: Held) -> tuple[str, str] | None:
        """The first two permissions that meet in some brand."""
        pairs = ((one, other) for one in sorted(self.these & held.keys()) for other in sorted(self.those & held.keys()))
        return next(((one, other) for one, other in pairs if _meet(held[one], held[other])), None)


MOVING = frozenset({
    Payments.ADJUSTMENTS_CREDIT, Payments.ADJUSTMENTS_DEBIT, Payments.WITHDRAWALS_APPROVE, Payments.WITHDRAWALS_REJECT
})  # fmt: skip
CONFLICTS = (
    Conflict("guarding access and moving money", frozenset({Security.ROLES_ASSIGN, Security.STAFF_ENABLE}), MOVING),
    Conflict(
        "connecting other systems and paying out",
        frozenset({Webhooks.ENDPOINTS_MANAGE}),
        frozenset({Payments.WITHDRAWALS_APPROVE}),
    ),
)


def united(held: Held) -> list[str]:
    """A sentence for each conflict in what one person would hold."""
    met = ((conflict, conflict.found_in(held)) for conflict in CONFLICTS)
    return [
        f"One person must not unite {conflict.name}: “{pair[0]}” and “{pair[1]}” would meet."
        for conflict, pair in met
        if pair
    ]


def _meet(one: frozenset[int] | None, other: frozenset[int] | None) -> bool:
    return one is None or other is None or bool(one & other)
