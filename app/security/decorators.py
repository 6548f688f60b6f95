"""The only ways to say who may call a view. A view that says nothing stops the app from booting."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask
from flask_login import current_user
from flask_principal import ActionNeed
from flask_principal import Permission as Grant

from app.errors import Forbidden, Unauthenticated
from app.security import metrics_key
from app.security.api_keys import authenticate
from app.security.permissions import Permission

P = ParamSpec("P")
R = TypeVar("R")


class Scheme(StrEnum):
    """How a machine proves who it is."""

    API_KEY = "api_key"
    METRICS_KEY = "metrics_key"  # of whoever collects metrics
    SIGNATURE = "signature"  # over the raw body, checked by the integration's dialect


@dataclass(frozen=True)
class Declaration:
    """Who may call a view: exactly one of a permission of staff, a scheme of machines, or a reason to be public.

    What a page asks by itself is not attended: it keeps nobody's session from idling away.
    """

    permission: Permission | None = None
    scheme: Scheme | None = None
    public: str = ""
    is_attended: bool = True

    def __str__(self) -> str:
        if self.scheme:
            return f"machine {self.scheme}" + (f" {self.permission}" if self.permission else "")
        return self.permission.value if self.permission else f"public: {self.public}"


def requires(
    permission: Permission, *, is_attended: bool = True, is_everywhere: bool = False
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For signed-in staff who hold `permission`, everywhere: for every brand; raises Unauthenticated or Forbidden."""
    grant = Grant(ActionNeed(permission.value))

    def check() -> None:
        if not current_user.is_authenticated:
            raise Unauthenticated("Please sign in to go on.")
        if not grant.can():
            raise Forbidden(f"You need the permission “{permission.value}”.", permission=permission.value)
        if is_everywhere and current_user.brands_for(permission.value) is not None:
            raise Forbidden("This page is of every brand, and you hold the right to it for some of them only.")

    return _declare(Declaration(permission=permission, is_attended=is_attended), check)


def machine(scheme: Scheme, permission: Permission | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For machines: an API key that holds `permission`, or a signature the view's dialect checks itself."""

    def check() -> None:
        if scheme is Scheme.API_KEY:
            authenticate(permission)
        if scheme is Scheme.METRICS_KEY:
            metrics_key.insist()

    return _declare(Declaration(permission=permission, scheme=scheme), check)


def public(reason: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For everybody, and why."""
    return _declare(Declaration(public=reason), lambda: None)


def declaration_of(view: Callable[..., Any]) -> Declaration | None:
    """What the view declared, if anything."""
    return getattr(view, "declaration", None)


def insist_on_declarations(app: Flask) -> None:
    """Deny by default: refuses to boot while any view says nothing about who may call it."""
    silent = sorted(name for name, view in app.view_functions.items() if declaration_of(view) is None)
    if silent:
        raise RuntimeError(
            f"These views do not say who may call them: {', '.join(silent)}. Add @requires, @machine or @public."
        )


def _declare(declaration: Declaration, check: Callable[[], None]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            check()
            return view(*args, **kwargs)

        guarded.declaration = declaration  # type: ignore[attr-defined]
        return guarded

    return decorate
