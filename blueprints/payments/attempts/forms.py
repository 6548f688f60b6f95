"""What the list of attempts to deposit can be narrowed by, read from the address."""

from typing import ClassVar

from app.models.deposit_attempt import DepositAttempt
from app.queries.keyset import Condition
from app.queries.payment_filters import PaymentFilters
from app.web.forms import TextField
from blueprints.payments.filters import PaymentForm


class AttemptFilters(PaymentForm):
    """`state` is drawn as tabs."""

    FILTERS: ClassVar = PaymentFilters(DepositAttempt)

    state = TextField("State")

    def conditions(self) -> list[Condition]:
        found = super().conditions()
        return [*found, self.FILTERS.in_state(self.state.data)] if self.state.data else found
