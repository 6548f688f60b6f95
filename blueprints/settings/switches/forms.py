"""Why maintenance begins, and why it ends."""

from typing import ClassVar

from wtforms import HiddenField

from app.web.reasons import ReasonForm


class BeginningForm(ReasonForm):
    """`brand`: its code; empty for every brand."""

    REASONS: ClassVar = {
        "upgrade": "An upgrade",
        "incident": "An incident",
        "provider": "A provider or payment provider works on its side",
        "authority": "An authority asks for it",
        "other": "Another reason",
    }

    brand = HiddenField()


class EndingForm(ReasonForm):
    REASONS: ClassVar = {
        "done": "The work is done",
        "solved": "The incident is over",
        "mistake": "It was begun by mistake",
        "other": "Another reason",
    }

    brand = HiddenField()
