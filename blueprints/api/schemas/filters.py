"""What lists are narrowed by, under the names of the staff's lists; empty narrows nothing."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from blueprints.api.schemas.fields import Asked, DepositState, WithdrawalState, storable
from blueprints.api.schemas.lists import Paging

_TIME = (
    r"^(|(19[7-9][0-9]|2[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z)$"
)


def moment(text: str) -> datetime | None:
    """Raises ValueError for a day that no calendar has."""
    return datetime.fromisoformat(text) if text else None


def calendar_moment(text: str) -> str:
    """The text, when it is a moment."""
    moment(text)
    return text


Time = Annotated[str, Field(pattern=_TIME), AfterValidator(calendar_moment)]
Code = Annotated[str, Field(max_length=255), AfterValidator(storable)]
Currency = Annotated[str, Field(pattern=r"^(|[A-Z][A-Z0-9_]{2,31})$")]
PlayerId = Annotated[str, Field(pattern=r"^(|pl_[0-7][0-9A-HJKMNP-TV-Z]{25})$")]


class OfPeriod(Paging):
    """`first` and `last`: the period as moments."""

    occurred_from: Annotated[Time, Field(description="What occurred from this moment on: 2026-11-23T14:30:00Z.")] = ""
    occurred_to: Annotated[Time, Field(description="What occurred before this moment.")] = ""

    @field_validator("occurred_to")
    @classmethod
    def _not_before(cls, value: str, asked: ValidationInfo) -> str:
        first, last = moment(asked.data.get("occurred_from", "")), moment(value)
        if first and last and last < first:
            raise ValueError("must not be before occurred_from")
        return value

    @property
    def first(self) -> datetime | None:
        return moment(self.occurred_from)

    @property
    def last(self) -> datetime | None:
        return moment(self.occurred_to)


class OfAnybody(Asked):
    """In a list of everybody's."""

    brand: Annotated[Code, Field(description="The code of a brand; one that is not the key's is refused.")] = ""
    player: Annotated[PlayerId, Field(description="The id of a player.")] = ""


class PaymentPaging(OfPeriod):
    """Payments of one player."""

    provider: Annotated[Code, Field(description="The code of the payment provider.")] = ""
    currency: Annotated[Currency, Field(description="The code of the currency.")] = ""
    reference: Annotated[Code, Field(description="The payment provider's own identifier, whole.")] = ""


class DepositPaging(PaymentPaging):
    """Deposits of one player."""

    state: Annotated[Literal["", DepositState], Field(description="Those in this state alone.")] = ""


class EveryDepositPaging(OfAnybody, DepositPaging):
    """Deposits of everybody."""


class WithdrawalPaging(PaymentPaging):
    """Withdrawals of one player."""

    state: Annotated[Literal["", WithdrawalState], Field(description="Those in this state alone.")] = ""


class EveryWithdrawalPaging(OfAnybody, WithdrawalPaging):
    """Withdrawals of everybody."""
