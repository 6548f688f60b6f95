"""What is asked before somebody looks at a person, or changes what a player may do."""

from typing import ClassVar

from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired

from app.models.protection import KINDS, LIFTING_REASONS, REASONS
from app.services import player_records, protection
from app.web.forms import MomentField, choices
from app.web.reasons import ReasonForm


class RevealForm(ReasonForm):
    """A code, and words where it alone says too little."""

    REASONS: ClassVar = player_records.REASONS

    def reason(self) -> player_records.Reason:
        return player_records.Reason(self.code.data or "", self.text.data or "")


class ProtectionForm(ReasonForm):
    """Why a player is protected."""

    REASONS: ClassVar = REASONS

    def reason(self) -> protection.Reason:
        return protection.Reason(self.code.data or "", self.text.data or "")


class RelaxationForm(ProtectionForm):
    """Why a player is protected no longer: the sensitive act, which always wants words."""

    REASONS: ClassVar = LIFTING_REASONS
    WANT_WORDS: ClassVar = frozenset(LIFTING_REASONS)


class RestrictionForm(ProtectionForm):
    """From what, and until when."""

    kind = RadioField("Restrict", choices=choices(KINDS.items()), validators=[DataRequired("Choose what to restrict.")])
    until = MomentField("Until")


class LiftingForm(RelaxationForm):
    """Which of the restrictions."""

    kind = HiddenField("Restriction")
