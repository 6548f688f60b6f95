"""What lists are narrowed by, under the names of the staff's lists; empty narrows nothing."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from app.web.forms import YEARS
from blueprints.api.schemas.fields import (
    AdjustmentReason,
    AdjustmentState,
    Asked,
    DepositState,
    PlayerStatus,
    Purse,
    SessionState,
    WithdrawalState,
    storable,
)
from blueprints.api.schemas.lists import Paging

_TIME = r"^(|[0-9-]{10}T[0-9:]{8}([.][0-9]{1,6})?Z)$"


def moment(text: str) -> datetime | None:
    """Raises ValueError for a day that no calendar has."""
    return datetime.fromisoformat(text) if text else None


def calendar_moment(text: str) -> str:
    """The text, when it is a moment of a year in which something can have happened."""
    found = moment(text)
    if found and found.year not in YEARS:
        raise ValueError(f"must be of the years {YEARS[0]} to {YEARS[-1]}")
    return text


Time = Annotated[str, Field(pattern=_TIME), AfterValidator(calendar_moment)]
Code = Annotated[str, Field(max_length=255), AfterValidator(storable)]
Currency = Annotated[str, Field(pattern=r"^(|[A-Z][A-Z0-9_]{2,31})$")]
TransferKind = Literal[
    "bet", "win", "promo", "rollback", "deposit", "withdrawal_request", "withdrawal_release", "withdrawal_cancel",
    "adjustment", "recovery", "opening",
]  # fmt: skip
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


class OfBrand(Asked):
    """In a list of every brand's."""

    brand: Annotated[Code, Field(description="The code of a brand; one that is not the key's is refused.")] = ""


class OfAnybody(OfBrand):
    """In a list of everybody's."""

    player: Annotated[PlayerId, Field(description="The id of a player.")] = ""


class OfCurrency(OfPeriod):
    """What has an amount or a wallet."""

    currency: Annotated[Currency, Field(description="The code of the currency.")] = ""


class PaymentPaging(OfCurrency):
    """Payments of one player."""

    provider: Annotated[Code, Field(description="The code of the payment provider.")] = ""
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


class PlayerPaging(OfBrand, OfPeriod):
    """Players, by when they registered."""

    status: Annotated[Literal["", PlayerStatus], Field(description="Those of this status alone.")] = ""
    country: Annotated[str, Field(pattern=r"^(|[A-Z]{2})$", description="Two letters (ISO 3166-1).")] = ""


class AdjustmentPaging(OfCurrency):
    """Adjustments of one player."""

    state: Annotated[Literal["", AdjustmentState], Field(description="Those in this state alone.")] = ""
    direction: Annotated[Literal["", "credit", "debit"], Field(description="Given, or taken.")] = ""
    purse: Annotated[Literal["", Purse], Field(description="Of this purse alone.")] = ""
    reason: Annotated[Literal["", AdjustmentReason], Field(description="For this reason alone.")] = ""


class LoginSessionPaging(OfPeriod):
    """Login sessions of one player, by when they began."""

    state: Annotated[Literal["", SessionState], Field(description="Open: the player is signed in.")] = ""


class GameSessionPaging(OfCurrency):
    """Game sessions of one player, by when they began."""

    state: Annotated[Literal["", SessionState], Field(description="Open: the game has not ended.")] = ""


class TransferPaging(OfCurrency):
    """Transfers of one player."""

    kind: Annotated[Literal["", TransferKind], Field(description="What moved it.")] = ""
