"""A form that is sent twice is done once: it carries the id of what it will make, signed for whom and for where."""

from typing import cast
from uuid import UUID

from flask import current_app, request
from flask_login import current_user
from itsdangerous import BadData, URLSafeSerializer
from wtforms import Field, HiddenField, ValidationError

from app.errors import Invalid
from app.ids import uuid7


class OnceFields:
    """Beside the other fields of a form that must not be done twice; after a fault it is drawn with a fresh id."""

    once = HiddenField("Form")

    def validate_once(self, field: Field) -> None:
        try:
            read(field.data or "")
        except Invalid as error:
            field.data = given()
            raise ValidationError(error.message) from error

    @property
    def once_id(self) -> UUID:
        """Only of a form that validates."""
        return read(self.once.data or "")


def given(address: str = "") -> str:
    """For the form that is sent to `address`, by default to where it was asked for: the id of what it will make."""
    return _signer(address or request.path).dumps(uuid7().hex)


def posted() -> UUID:
    """The id in a form of one button; raises Invalid as `read` does."""
    return read(request.form.get("once", ""))


def read(text: str) -> UUID:
    """The id again; raises Invalid for one that was not given to this person at this address."""
    try:
        return UUID(hex=str(_signer(request.path).loads(text)))
    except (BadData, ValueError) as error:
        raise Invalid("This form is not one we drew. Look at it again, then send it.") from error


def _signer(address: str) -> URLSafeSerializer:
    secret = cast("bytes", current_app.config["SECRET_KEY"])
    return URLSafeSerializer(secret, salt=f"once {current_user.staff.id} {address}")
