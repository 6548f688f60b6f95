"""What is asked before somebody looks at a person, or changes what a player may do."""

from typing import ClassVar

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField
from wtforms.validators import DataRequired

from app.models.player_note import KINDS as NOTE_KINDS
from app.models.protection import KINDS, LIFTING_REASONS, REASONS
from app.services import player_notes, player_records
from app.services.reasons import Reason
from app.web.forms import LongTextField, MomentField, choices
from app.web.once import OnceFields
from app.web.reasons import ReasonForm


class RevealForm(ReasonForm):
    """A code, and words where it alone says too little."""

    REASONS: ClassVar = player_records.REASONS

    def reason(self) -> Reason:
        return Reason(self.code.data or "", self.text.data or "")


class ProtectionForm(ReasonForm):
    """Why a player is protected."""

    REASONS: ClassVar = REASONS

    def reason(self) -> Reason:
        return Reason(self.code.data or "", self.text.data or "")


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


class NoteForm(OnceFields, FlaskForm):
    """What is written about a player; `settles`: the attention note that it takes off the top."""

    kind = RadioField("Kind", default="standard", choices=choices(NOTE_KINDS.items()))
    text = LongTextField("Note", longest=player_notes.LONGEST, validators=[DataRequired("Say what happened.")])
    settles = HiddenField("Note that is settled", default="")

    def written(self) -> player_notes.Written:
        return player_notes.Written(str(self.kind.data), self.text.data or "", self.settles.data or "")
