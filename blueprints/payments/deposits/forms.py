"""What the list of deposits can be narrowed by, read from the address."""

from app.queries.keyset import Condition
from app.web.forms import TextField
from blueprints.payments.filters import PaymentForm


class DepositFilters(PaymentForm):
    """`state` is drawn as tabs."""

    state = TextField("State")

    def conditions(self) -> list[Condition]:
        found = super().conditions()
        return [*found, self.FILTERS.in_state(self.state.data)] if self.state.data else found
