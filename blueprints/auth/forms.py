"""The sign-in form."""

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import DataRequired

from app.web.forms import strip


class SignInForm(FlaskForm):
    """E-mail address and password; `next` is where the person was going."""

    email = EmailField(
        "E-mail address",
        filters=[strip],
        validators=[DataRequired("Enter your e-mail address.")],
        render_kw={"autocomplete": "username", "maxlength": 254, "autofocus": True},
    )
    password = PasswordField(
        "Password",
        validators=[DataRequired("Enter your password.")],
        render_kw={"autocomplete": "current-password", "maxlength": 128},
    )
    next = HiddenField()
