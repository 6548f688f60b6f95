"""A form that is sent twice is done once: it carries the id of what it will make, signed for whom and for where."""

from typing import cast
from uuid import UUID

from flask import current_app, request
from flask_login import current_user
from itsdangerous import BadData, URLSafeSerializer

from app.errors import Invalid
from app.ids import uuid7


def given() -> str:
    """For the form of this address: the id of what it will make."""
    return _signer().dumps(uuid7().hex)


def read(text: str) -> UUID:
    """The id again; raises Invalid for one that was not given to this person at this address."""
    try:
        return UUID(hex=str(_signer().loads(text)))
    except (BadData, ValueError) as error:
        raise Invalid("This form is not one we drew. Look at it again, then send it.") from error


def _signer() -> URLSafeSerializer:
    secret = cast("bytes", current_app.config["SECRET_KEY"])
    return URLSafeSerializer(secret, salt=f"once {current_user.staff.id} {request.path}")
