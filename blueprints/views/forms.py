"""What a view is called."""

from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from app.web.forms import TextField


class ViewForm(FlaskForm):
    name = TextField("Name", longest=40, validators=[DataRequired("Enter a name.")])
