"""The chart of accounts: what the house keeps, by brand and currency, and what each account holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import SQLColumnExpression, func, literal_column, select, union_all

from app.errors import NotFound
from app.extensions import db
from app.models.brand import Brand
from app.models.ledger import Currency, HouseAccount, HouseBalance, HouseFold, Transfer
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries import legs
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed
from app.queries.legs import HOUSE, SeenTransfer
from app.queries.reach import Brands

MOST = 400
IS_PAYMENT = Transfer.kind >= literal_column("'deposit'")  # as its indexes say; play is listed as rounds


@dataclass(frozen=True)
class SeenHouseAccount:
    """A house account and its sums as of the fold; `transfers` 0: none is folded yet."""

    account_id: int
    brand_id: int
    brand: str
    brand_code: str
    kind: str
    counterparty: str
    came_in: Money
    went_out: Money
    transfers: int

    @property
    def number(self) -> int:
        return -self.account_id

    @property
    def balance(self) -> Money:
        return self.came_in - self.went_out

    @property
    def currency(self) -> MoneyCurrency:
        return self.came_in.currency


@dataclass(frozen=True)
class Book:
    """The accounts of one brand in one currency. Every transfer has two legs, so all that is not the house's is
    the players': cash, bonus and pending withdrawals less debts."""

    brand: str
    currency: MoneyCurrency
    accounts: Sequence[SeenHouseAccount]

    @property
    def house(self) -> Money:
        return Money(sum(account.balance.minor for account in self.accounts), self.currency)

    @property
    def players(self) -> Money:
        return Money(-self.house.minor, self.currency)


def chart(conditions: Sequence[SQLColumnExpression[bool]], brands: Brands) -> list[SeenHouseAccount]:
    """The accounts in the order of brand, currency and kind, the first `MOST` and one more."""
    query = _seen_accounts(brands).where(*conditions)
    order = (Brand.name, Brand.id, HouseAccount.currency, HouseAccount.kind, HouseAccount.account_id.desc())
    return [_account(row) for row in db.session.execute(query.order_by(*order).limit(MOST + 1))]


def books(accounts: Iterable[SeenHouseAccount]) -> list[Book]:
    """The accounts of `chart`, by brand and currency."""
    grouped = groupby(accounts, key=lambda each: (each.brand_id, each.brand, each.currency))
    return [Book(brand, currency, list(group)) for (_, brand, currency), group in grouped]


def one(number: int, brands: Brands) -> SeenHouseAccount:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(_seen_accounts(brands).where(HouseAccount.account_id == -number)).one_or_none()
    if row is None:
        raise NotFound("There is no such account, or it belongs to a brand that is not yours.")
    return _account(row)


def folded_at() -> datetime | None:
    """As of when the balances are; None while nothing has been folded."""
    return db.session.scalar(select(HouseFold.folded_at))


def listed(account: SeenHouseAccount, window: Window) -> Page[SeenTransfer]:
    """One page of an account's payments, newest first: each side's index is walked from the window on."""
    sides = (_next(side, account, window) for side in (Transfer.from_account, Transfer.to_account))
    falls = window.before is None
    order = [key.desc() if falls else key.asc() for key in (Transfer.call_id, Transfer.line)]
    query = _of_both(select(side.subquery()) for side in sides)
    rows = [legs.seen(row) for row in db.session.execute(query.order_by(*order).limit(window.size + 1))]
    return turned(rows, [row.call_id for row in rows], window, account.transfers)


def exported(account: SeenHouseAccount, brands: Brands) -> AnySelect:
    """Every payment of the account, newest first, to be streamed and read by `legs.line`."""
    query = _of_both(_payments(side, account) for side in (Transfer.from_account, Transfer.to_account))
    if brands is not None:
        query = query.where(Transfer.brand_id.in_(brands))
    return legs.of_account(query, account.account_id).order_by(Transfer.call_id.desc(), Transfer.line.desc())


def _of_both(sides: Iterable[AnySelect]) -> AnySelect:
    """What the keys of both sides lead to; no transfer has the same account on both."""
    return legs.named(union_all(*sides).subquery())


def _next(side: SQLColumnExpression[int], account: SeenHouseAccount, window: Window) -> AnySelect:
    """The next payments out of the account, or into it, with one more than is shown."""
    return windowed(_payments(side, account), Transfer.call_id, window)


def _payments(side: SQLColumnExpression[int], account: SeenHouseAccount) -> AnySelect:
    return select(*legs.KEY).where(side == account.account_id, side < 0, IS_PAYMENT)


def _seen_accounts(brands: Brands) -> Any:
    query = (
        select(
            HouseAccount.account_id,
            Brand.id,
            Brand.name,
            Brand.code,
            HOUSE.c.kind,
            HOUSE.c.counterparty,
            HouseAccount.currency,
            Currency.exponent,
            func.coalesce(HouseBalance.came_in, 0),
            func.coalesce(HouseBalance.went_out, 0),
            func.coalesce(HouseBalance.transfers, 0),
        )
        .join(HOUSE, HOUSE.c.account_id == HouseAccount.account_id)
        .join(Brand, Brand.id == HouseAccount.brand_id)
        .join(Currency, Currency.code == HouseAccount.currency)
        .outerjoin(HouseBalance, HouseBalance.account_id == HouseAccount.account_id)
    )
    return query if brands is None else query.where(HouseAccount.brand_id.in_(brands))


def _account(row: AnyRow) -> SeenHouseAccount:
    account_id, brand_id, brand, code, kind, counterparty, currency, exponent, came_in, went_out, count = row
    kept = MoneyCurrency(currency, exponent)
    return SeenHouseAccount(
        account_id, brand_id, brand, code, kind, counterparty, Money(came_in, kept), Money(went_out, kept), count
    )
