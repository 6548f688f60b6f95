"""For which brands somebody may act, asked of the database inside the transaction that acts."""

from typing import Protocol

from app.errors import Forbidden, NotFound
from app.models.staff import Staff
from app.security.sessions import permissions_of


class Changer(Protocol):
    """Whoever may hold permissions, for some brands or for all (None)."""

    def may(self, permission: str) -> bool: ...

    def brands_for(self, permission: str) -> frozenset[int] | None: ...


def insist(staff: Staff, brand_id: int, *permissions: str, missing: str) -> None:
    """Any of `permissions` for this brand; raises Forbidden without one, NotFound when it is for other brands only.

    `missing` is what is told where there is nothing at all: a sentence of its own would tell that there is something.
    """
    held = permissions_of(staff)
    scopes = [held[permission] for permission in permissions if permission in held]
    if not scopes:
        raise Forbidden(f"You need the permission “{permissions[0]}”.", permission=permissions[0])
    if not any(brands is None or brand_id in brands for brands in scopes):
        raise NotFound(missing)


def is_everywhere(staff: Staff, permission: str) -> bool:
    """Whether it is held for every brand."""
    return permissions_of(staff).get(permission, frozenset()) is None
