"""A new password, with the old one."""

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired, EqualTo, Length

from app.security.passwords import MAXIMUM, MINIMUM


class PasswordForm(FlaskForm):
    """Whoever sits down at a desk that was left open does not know the old one."""

    old = PasswordField(
        "Your password now",
        validators=[DataRequired("Enter your password.")],
        render_kw={"autocomplete": "current-password", "maxlength": MAXIMUM},
    )
    new = PasswordField(
        "New password",
        validators=[Length(MINIMUM, MAXIMUM, f"A password has {MINIMUM} to {MAXIMUM} characters.")],
        render_kw={"autocomplete": "new-password", "maxlength": MAXIMUM},
    )
    again = PasswordField(
        "New password again",
        validators=[EqualTo("new", "This is not the same as the new password.")],
        render_kw={"autocomplete": "new-password", "maxlength": MAXIMUM},
    )
