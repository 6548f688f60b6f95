"""Who is asking: flask-login holds the person, flask-principal the rights. One loader, no cookie of its own."""

from flask import Flask, current_app, request
from flask_login import LoginManager, current_user
from flask_principal import ActionNeed, AnonymousIdentity, Identity, Principal, identity_loaded

from app.security.decorators import Declaration, declaration_of
from app.security.sessions import Nobody, SignedIn, load

login = LoginManager()
login.anonymous_user = Nobody
login.session_protection = None  # the session row is the protection

# Sessions off: a second copy of who is signed in outlives the sign-out.
principal = Principal(use_sessions=False)


def init_app(app: Flask) -> None:
    """Login first: the identity is made from the person."""
    login.init_app(app)
    principal.init_app(app)


@login.user_loader
def member(token: str) -> SignedIn | None:
    """Who holds this token; looked for once a request."""
    declared = _declared()
    return load(token, is_attended=declared is None or declared.is_attended)


@principal.identity_loader
def identity() -> Identity:
    """Nobody is looked up for what is open to everybody: a stylesheet asks the database nothing."""
    declared = _declared()
    if declared is None or declared.permission is None or not current_user.is_authenticated:
        return AnonymousIdentity()
    return Identity(current_user.staff.id)


@identity_loaded.connect
def provide_needs(_: Flask, identity: Identity) -> None:
    if identity.id is not None:
        identity.provides.update(ActionNeed(permission) for permission in current_user.permissions)


def _declared() -> Declaration | None:
    view = current_app.view_functions.get(request.endpoint or "")
    return declaration_of(view) if view else None
