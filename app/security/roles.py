"""The roles shipped as templates; an installation changes them as data."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.extensions import db
from app.models.staff import Role, RolePermission
from app.security.permissions import Permission

PLAY = frozenset({Permission.ROUNDS_READ})
PLAY_IN_DETAIL = PLAY | {Permission.CALLS_READ}

TEMPLATES: dict[str, tuple[str, frozenset[Permission]]] = {
    "support": ("Support", PLAY),
    "payments": ("Payments", PLAY),
    "fraud": ("Fraud", PLAY_IN_DETAIL),
    "compliance": ("Compliance (MLRO)", PLAY_IN_DETAIL),
    "game_operations": ("Game operations", PLAY_IN_DETAIL),
    "crm": ("CRM and VIP", PLAY),
    "finance": ("Finance", PLAY),
    "security_administrator": ("Security administrator", frozenset()),
    "platform_engineer": ("Platform engineer", PLAY_IN_DETAIL),
    "product_analyst": ("Product analyst", PLAY),
    "head_of_operations": ("Head of operations", PLAY_IN_DETAIL),
    "auditor": ("Auditor", PLAY_IN_DETAIL),
}


def install() -> None:
    """Bring in every template that is not there yet, in the caller's transaction. Changed roles stay as they are."""
    present = set(db.session.scalars(select(Role.code)))
    for code, (name, permissions) in TEMPLATES.items():
        if code not in present:
            _bring_in(code, name, permissions)


def _bring_in(code: str, name: str, permissions: frozenset[Permission]) -> None:
    made = insert(Role).values(code=code, name=name).on_conflict_do_nothing().returning(Role.id)
    role_id = db.session.scalar(made)
    if role_id is not None:
        db.session.add_all(RolePermission(role_id=role_id, permission=permission.value) for permission in permissions)
