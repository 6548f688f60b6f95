"""Roles as data: the templates, and how permissions that are new to an installation reach their roles."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, BindParameter, Text, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from app.extensions import db
from app.models.staff import KnownPermission, Role, RolePermission
from app.security import limits
from app.security.permissions import Permission, Template, every


def install() -> None:
    """Bring in the templates that are not there yet, and what permissions are new, in the caller's transaction.

    A permission is granted to its templates once, when it is first seen; what an installation changes stays changed.
    """
    _bring_in_roles()
    limits.install()
    known = set(db.session.scalars(select(KnownPermission.permission)))
    fresh = [permission for permission in every() if permission not in known and not permission.is_for_machines]
    if fresh:
        _grant(fresh)


def _bring_in_roles() -> None:
    present = set(db.session.scalars(select(Role.code)))
    missing = [{"code": role.value, "name": role.title_shown} for role in Template if role not in present]
    if missing:
        db.session.execute(insert(Role).on_conflict_do_nothing(), missing)


def _grant(fresh: list[Permission]) -> None:
    """All in two statements: an installation begins with a thousand grants."""
    held = [(role.value, permission.value) for permission in fresh for role in permission.held_by]
    codes, names = zip(*held, strict=True) if held else ((), ())
    granted: Any = func.unnest(_texts(codes), _texts(names)).table_valued("code", "permission").render_derived()
    grants = select(Role.id, granted.c.permission).join(granted, granted.c.code == Role.code)
    known = select(func.unnest(_texts([each.value for each in fresh])))
    db.session.execute(insert(KnownPermission).from_select(["permission"], known).on_conflict_do_nothing())
    into = insert(RolePermission).from_select(["role_id", "permission"], grants)
    db.session.execute(into.on_conflict_do_nothing())


def _texts(values: Sequence[str]) -> BindParameter[Sequence[str]]:
    return literal(list(values), ARRAY(Text))
