"""What players hold: their accounts by currency, and every transfer of one account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.ledger import Account, Currency, Transfer
from app.models.player import Player
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries import legs
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed
from app.queries.legs import SeenTransfer
from app.queries.reach import Brands

FLAGS = ("unverified", "restricted", "excluded", "closed")
UNKNOWN = "There is no such account, or it belongs to a brand that is not yours."


@dataclass(frozen=True)
class SeenAccount:
    """One account of a player; `version` counts its transfers."""

    account_id: int
    player_id: int
    player: str
    brand_id: int
    brand: str
    purse: str
    balance: Money
    version: int
    flags: Sequence[str]
    opened_at: datetime

    @property
    def currency(self) -> MoneyCurrency:
        return self.balance.currency


@dataclass(frozen=True)
class Wallet:
    """The accounts of one player in one currency."""

    currency: MoneyCurrency
    accounts: Sequence[SeenAccount]

    @property
    def purses(self) -> dict[str, SeenAccount]:
        return {account.purse: account for account in self.accounts}


def of_player(public_id: UUID, brands: Brands) -> list[Wallet]:
    """A player's wallets by currency; raises NotFound for a stranger, or a player of another brand."""
    found = _accounts(Player.public_id == public_id, brands)
    if not found:
        raise NotFound("There is no such player, or the player belongs to a brand that is not yours.")
    return [Wallet(currency, list(group)) for currency, group in groupby(found, key=lambda each: each.currency)]


def one(public_id: UUID, currency: str, purse: str, brands: Brands) -> SeenAccount:
    """Raises NotFound when there is none, or none of these brands."""
    held = {wallet.currency.code: wallet.purses for wallet in of_player(public_id, brands)}
    found = held.get(currency, {}).get(purse)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def listed(account: SeenAccount, window: Window) -> Page[SeenTransfer]:
    """One page of an account's transfers, newest first: one query. An account is touched once a call."""
    keys = windowed(_keys(account), Transfer.call_id, window).subquery()
    newest_first = window.before is None
    order = Transfer.call_id.desc() if newest_first else Transfer.call_id
    rows = [legs.seen(row) for row in db.session.execute(legs.named(keys).order_by(order))]
    return turned(rows, [row.call_id for row in rows], window, account.version)


def exported(account: SeenAccount, brands: Brands) -> AnySelect:
    """Every transfer of the account, newest first, to be streamed and read by `legs.line`."""
    query = legs.named(_keys(account).subquery())
    if brands is not None:
        query = query.where(Transfer.brand_id.in_(brands))
    return legs.of_account(query, account.account_id).order_by(Transfer.call_id.desc())


def _keys(account: SeenAccount) -> AnySelect:
    touches = or_(Transfer.from_account == account.account_id, Transfer.to_account == account.account_id)
    # Hidden from the planner, which would take them for a handful, gather them all and sort them.
    return select(*legs.KEY).where(Transfer.player_id == account.player_id, func.coalesce(touches, false()))


def _accounts(condition: ColumnElement[bool], brands: Brands) -> list[SeenAccount]:
    query = (
        select(Account, Player.public_id, Brand.name, Currency.exponent)
        .join(Player, Player.id == Account.player_id)
        .join(Brand, Brand.id == Account.brand_id)
        .join(Currency, Currency.code == Account.currency)
        .where(condition)
        .order_by(Account.currency, Account.account_id)
    )
    if brands is not None:
        query = query.where(Account.brand_id.in_(brands))
    return [_seen(row) for row in db.session.execute(query)]


def _seen(row: AnyRow) -> SeenAccount:
    account, player, brand, exponent = row
    return SeenAccount(
        account_id=account.account_id,
        player_id=account.player_id,
        player=outside("pl", player),
        brand_id=account.brand_id,
        brand=brand,
        purse=account.purse,
        balance=Money(account.balance, MoneyCurrency(account.currency, exponent)),
        version=account.version,
        flags=[flag for flag in FLAGS if getattr(account, flag)],
        opened_at=account.opened_at,
    )
