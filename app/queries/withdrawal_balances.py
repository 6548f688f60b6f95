"""What a decision about a withdrawal is computed from: the player's purses, and the clearing account it leaves by."""

from sqlalchemy import Text, and_, func, select, type_coerce

from app.extensions import db
from app.models.ledger import Account, HouseAccount, HouseBalance
from app.models.withdrawal import Withdrawal
from app.money import Money
from app.queries.withdrawals import SeenWithdrawal


def purses(asked: SeenWithdrawal) -> dict[str, Money]:
    """What the player holds in its currency, by purse."""
    currency = asked.amount.currency
    wallet = Account.player_id == asked.player_id, Account.currency == currency.code
    found = db.session.execute(select(type_coerce(Account.purse, Text), Account.balance).where(*wallet))
    return {purse: Money(balance, currency) for purse, balance in found}


def clearing(asked: SeenWithdrawal) -> Money:
    """What its payment provider's clearing account holds, as of the fold."""
    account = and_(
        HouseAccount.brand_id == Withdrawal.brand_id,
        HouseAccount.currency == Withdrawal.currency,
        HouseAccount.kind == "psp_clearing",
        HouseAccount.counterparty == Withdrawal.payment_provider_id,
    )
    held = (
        select(func.sum(HouseBalance.came_in - HouseBalance.went_out))
        .select_from(Withdrawal)
        .join(HouseAccount, account)
        .join(HouseBalance, HouseBalance.account_id == HouseAccount.account_id)
        .where(Withdrawal.id == asked.row_id)
    )
    return Money(int(db.session.scalar(held) or 0), asked.amount.currency)
