"""What Countroom uses of flask-principal."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from blinker import Signal
from flask import Flask

Loader = TypeVar("Loader", bound=Callable[[], Identity | None])

identity_loaded: Signal

class Need(NamedTuple):
    method: str
    value: object

def ActionNeed(value: object) -> Need: ...

class Identity:
    id: object
    provides: set[Need]
    def __init__(self, id: object, auth_type: str | None = None) -> None: ...

class AnonymousIdentity(Identity):
    def __init__(self) -> None: ...

class Permission:
    def __init__(self, *needs: Need) -> None: ...
    def can(self) -> bool: ...
    def allows(self, identity: Identity) -> bool: ...

class Principal:
    def __init__(self, app: Flask | None = None, use_sessions: bool = True, skip_static: bool = False) -> None: ...
    def init_app(self, app: Flask) -> None: ...
    def identity_loader(self, f: Loader) -> Loader: ...
