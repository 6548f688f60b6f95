"""Why somebody looks at a person."""

from typing import ClassVar

from app.services.player_records import REASONS, Reason
from app.web.reasons import ReasonForm


class RevealForm(ReasonForm):
    """A code, and words where it alone says too little."""

    REASONS: ClassVar = REASONS

    def reason(self) -> Reason:
        return Reason(self.code.data or "", self.text.data or "")
