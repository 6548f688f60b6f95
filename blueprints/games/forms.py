"""What the lists of this area can be narrowed by, read from the address."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from wtforms import BooleanField, SelectField

from app.ids import inside
from app.queries import call_filters, offered, round_filters
from app.queries.keyset import Condition, Sought
from app.web.forms import AmountField, IdField, MomentField, TextField, choices
from app.web.lists import ANY, Filters
from app.words import OUTCOMES


class RoundFilters(Filters):
    """The filters of the rounds. `state` is drawn as tabs, all others as chips."""

    state = TextField("State")
    provider = SelectField("Provider", default="")
    brand = SelectField("Brand", default="")
    currency = SelectField("Currency", default="")
    game = TextField("Game")
    player = IdField("Player", "pl")
    reference = TextField("Provider’s round", longest=255)
    stake_from = AmountField("Stake")
    stake_to = AmountField("Stake")
    win_from = AmountField("Win")
    win_to = AmountField("Win")
    opened_from = MomentField("Opened")
    opened_to = MomentField("Opened")
    retried = BooleanField("Has retries")

    RELATIONS: ClassVar = {
        "provider": "is", "brand": "is", "currency": "is", "game": "contains", "player": "is", "reference": "is",
        "stake_from": "≥", "stake_to": "≤", "win_from": "≥", "win_to": "≤",
        "opened_from": "from", "opened_to": "before", "retried": "",
    }  # fmt: skip

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        return offered.of_play()

    def sought(self) -> Sought:
        """What the list is narrowed to; only for a form that validates."""
        state, span = self.state.data, round_filters.made(self.opened_from.value, self.opened_to.value)
        span += [round_filters.STATES[state]] if state in round_filters.ON_THE_KEY else []
        is_led = bool(self.player.data or self.reference.data or state == "open")
        is_probing = state == "refused" or self.retried.data
        return Sought(self.conditions(), span, is_led, most=round_filters.PROBED if is_probing else None)

    def conditions(self) -> list[Condition]:
        """What a round must meet; only for a form that validates."""
        plain = {
            self.state: round_filters.STATES.get,
            self.provider: round_filters.of_provider,
            self.brand: round_filters.of_brand,
            self.currency: round_filters.in_currency,
            self.game: round_filters.of_game,
            self.reference: round_filters.with_reference,
        }
        found = [condition(field.data) for field, condition in plain.items() if field.data]
        return [each for each in (*found, *self._ranges()) if each is not None]

    def _ranges(self) -> list[Condition]:
        found = [round_filters.opened(self.opened_from.value, self.opened_to.value)] if self._is_dated() else []
        for amount, low, high in (
            (round_filters.STAKE, self.stake_from, self.stake_to),
            (round_filters.WIN, self.win_from, self.win_to),
        ):
            found += [round_filters.at_least(amount, low.value)] if low.value is not None else []
            found += [round_filters.at_most(amount, high.value)] if high.value is not None else []
        if self.player.data:
            found.append(round_filters.of_player(inside("pl", self.player.data)))
        return [*found, round_filters.RETRIED] if self.retried.data else found

    def _is_dated(self) -> bool:
        return bool(self.opened_from.data or self.opened_to.data)


class CallFilters(Filters):
    """The filters of the raw calls. `kind` is drawn as tabs."""

    kind = TextField("Kind")
    outcome = SelectField(
        "Outcome",
        default="",
        choices=choices([ANY, *sorted(OUTCOMES.items(), key=lambda pair: pair[1])]),
    )
    integration = TextField("Integration")
    player = IdField("Player", "pl")
    received_from = MomentField("Received")
    received_to = MomentField("Received")

    RELATIONS: ClassVar = {
        "outcome": "is", "integration": "is", "player": "is", "received_from": "from", "received_to": "before",
    }  # fmt: skip

    def sought(self) -> Sought:
        """What the list is narrowed to; only for a form that validates."""
        span = call_filters.made(self.received_from.value, self.received_to.value)
        span += [call_filters.KINDS[self.kind.data]] if self.kind.data in call_filters.KINDS else []
        return Sought(self.conditions(), span, is_led=bool(self.player.data))

    def conditions(self) -> list[Condition]:
        """What a call must meet; only for a form that validates."""
        found = [call_filters.KINDS[self.kind.data]] if self.kind.data in call_filters.KINDS else []
        found += [call_filters.with_outcome(self.outcome.data)] if self.outcome.data else []
        found += [call_filters.of_integration(self.integration.data)] if self.integration.data else []
        if self.received_from.data or self.received_to.data:
            found.append(call_filters.received(self.received_from.value, self.received_to.value))
        return [*found, call_filters.of_player(inside("pl", self.player.data))] if self.player.data else found
