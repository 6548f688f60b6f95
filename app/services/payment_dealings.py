"""Whether a brand and a player deal with a payment provider: asked before money comes, and before it is promised."""

from sqlalchemy import exists, select

from app.errors import Invalid
from app.extensions import db
from app.models.ledger import Account, HouseAccount
from app.models.payment import PaymentProvider
from app.models.player import Player
from app.psp import pretend

PROVIDERS = {pretend.CODE: pretend.capture}  # those that we speak to


def provider_named(code: str) -> PaymentProvider:
    """Raises Invalid for none of ours."""
    provider = db.session.scalar(select(PaymentProvider).where(PaymentProvider.code == code))
    if provider is None or code not in PROVIDERS:
        raise Invalid("There is no such payment provider.", pointers={"/payment_provider": "Not one of ours."})
    return provider


def insist(player: Player, provider: PaymentProvider, currency: str) -> None:
    """Raises Invalid where the player has no wallet in the currency, or the brand moves none through this provider."""
    wallet = exists().where(Account.player_id == player.id, Account.currency == currency, Account.purse == "cash")
    clearing = exists().where(
        HouseAccount.brand_id == player.brand_id,
        HouseAccount.currency == currency,
        HouseAccount.kind == "psp_clearing",
        HouseAccount.counterparty == provider.id,
    )
    has_wallet, is_cleared = db.session.execute(select(wallet, clearing)).one()
    if not has_wallet:
        raise Invalid("The player has no wallet in this currency.", pointers={"/currency": "No wallet."})
    if not is_cleared:
        sentence = f"The player’s brand moves no {currency} through {provider.name}."
        raise Invalid(sentence, pointers={"/payment_provider": "Not for this brand and currency."})
