"""What is typed to post a notice."""

from flask_wtf import FlaskForm

from app.web.forms import TextField


class NoticeForm(FlaskForm):
    text = TextField("Notice", longest=120)
