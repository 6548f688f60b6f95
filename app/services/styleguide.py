"""The style guide's forms do nothing, and even that leaves its record."""

from app.areas.styleguide.events import FormTried
from app.audit import log
from app.extensions import transaction


def note_try(form: str) -> None:
    with transaction():
        log.record(FormTried(form=form))
