"""From what the services return to what is answered."""

from app.models.payment import Deposit
from app.models.player import Player
from app.services import brands, ledger
from blueprints.api import schemas


def player(found: Player) -> schemas.PlayerShown:
    return schemas.PlayerShown(
        id=found.outside_id,
        brand=brands.code_of(found.brand_id),
        country=found.country,
        language=found.language,
        status=found.status,  # type: ignore[arg-type]
    )


def balances(held: list[ledger.Balances]) -> schemas.Balances:
    return schemas.Balances(balances=[schemas.Balance.model_validate(each, from_attributes=True) for each in held])


def deposit(taken: Deposit, cash_minor: int) -> schemas.DepositShown:
    return schemas.DepositShown(
        id=taken.outside_id,
        state=taken.state,  # type: ignore[arg-type]
        currency=taken.currency,
        amount_minor=taken.amount,
        cash_minor=cash_minor,
    )


def game_session(session_id: str, player_id: str, asked: schemas.NewGameSession) -> schemas.GameSessionShown:
    return schemas.GameSessionShown(
        id=session_id,
        account_id=player_id,
        game_id=asked.game,
        currency=asked.currency,
        wallet_path=f"/wallet/{asked.integration}",
    )
