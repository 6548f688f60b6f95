"""What is sent and what is answered; unknown fields and look-alike types are refused."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.money import MAXIMUM_MINOR

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def storable(text: str) -> str:
    """Refuses what PostgreSQL cannot keep as text: NUL and halves of surrogate pairs."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("holds a NUL or half a surrogate pair")
    return text


def calendar_date(value: object) -> date:
    """A day as YYYY-MM-DD and in no other spelling."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("must be a date as YYYY-MM-DD")
    return date.fromisoformat(value)


Text = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(storable)]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$"), AfterValidator(storable)]
Email = Annotated[str, Field(max_length=254, pattern=r"^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{2,31}$")]
Day = Annotated[date, BeforeValidator(calendar_date)]
Minor = Annotated[int, Field(gt=0, le=MAXIMUM_MINOR)]


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class NewPlayer(Sent):
    brand: Text
    email: Email
    first_name: Name
    last_name: Name
    birth_date: Day
    country: Country
    language: Language
    currency: CurrencyCode
    identity_verified: bool


class NewLoginSession(Sent):
    ip: Annotated[str, Field(max_length=45, pattern=r"^[0-9a-fA-F.:]*$")] = ""
    user_agent: Annotated[str, Field(max_length=255), AfterValidator(storable)] = ""


class NewDeposit(Sent):
    payment_provider: Text
    external_id: Text
    currency: CurrencyCode
    amount_minor: Minor


class NewGameSession(Sent):
    login_session: Text
    integration: Text
    game: Text
    currency: CurrencyCode


class PlayerShown(BaseModel):
    id: str
    brand: str
    country: str
    language: str
    status: Literal["active", "suspended", "closed"]


class Balance(BaseModel):
    """Whole minor units; `exponent` says how many decimal places they are."""

    currency: str
    exponent: int
    cash_minor: int
    bonus_minor: int
    pending_withdrawal_minor: int
    receivable_minor: int


class Balances(BaseModel):
    balances: list[Balance]


class LoginSessionShown(BaseModel):
    id: str


class DepositShown(BaseModel):
    id: str
    state: Literal["captured", "diverted"]
    currency: str
    amount_minor: int
    cash_minor: int


class GameSessionShown(BaseModel):
    id: str
    account_id: str
    game_id: str
    currency: str
    wallet_path: str


class FieldProblem(BaseModel):
    pointer: str
    message: str


class Problem(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldProblem] = []
