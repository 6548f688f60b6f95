"""How the queue is narrowed, and what a decision says."""

from typing import ClassVar

from flask_wtf import FlaskForm
from wtforms import HiddenField

from app.models.withdrawal import REASONS, Withdrawal
from app.queries.payment_filters import PaymentFilters
from app.services.withdrawals import Decision
from app.web.reasons import ReasonForm
from blueprints.payments.filters import PaymentForm


class WithdrawalFilters(PaymentForm):
    """The filters of the withdrawals; the view is drawn as tabs."""

    FILTERS: ClassVar = PaymentFilters(Withdrawal)


class ApprovalForm(FlaskForm):
    """`version`: which one was looked at."""

    version = HiddenField()

    def decision(self) -> Decision:
        return Decision(version=_version(self.version.data))


class RejectionForm(ReasonForm):
    """Why not, for the version that was looked at."""

    REASONS: ClassVar = REASONS
    version = HiddenField()

    def decision(self) -> Decision:
        return Decision(_version(self.version.data), self.code.data or "", self.text.data or "")


def _version(text: str | None) -> int:
    """Nothing readable is no version at all: it never matches."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
