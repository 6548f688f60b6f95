"""What happens in the style guide: forms are tried, and nothing else."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class FormTried(Event):
    name = "styleguide.form_tried"
    sentence = "Tried the form {form} of the style guide; nothing was changed."
    form: str
