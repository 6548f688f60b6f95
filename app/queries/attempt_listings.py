"""What the API shows of attempts to deposit, the newest first. A query each."""

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.ids import inside
from app.models.deposit_attempt import DepositAttempt
from app.models.ledger import Currency
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed

ATTEMPTS: AnySelect = (
    select(DepositAttempt, Player.public_id, PaymentProvider.code, Currency.exponent, Deposit.public_id)
    .join(Player, Player.id == DepositAttempt.player_id)
    .join(PaymentProvider, PaymentProvider.id == DepositAttempt.payment_provider_id)
    .join(Currency, Currency.code == DepositAttempt.currency)
    .outerjoin(Deposit, Deposit.id == DepositAttempt.deposit_id)
)


def of_player(player_id: int, window: Window) -> Page[AnyRow]:
    wanted = ATTEMPTS.where(DepositAttempt.player_id == player_id)
    found = db.session.execute(windowed(wanted, DepositAttempt.public_id, window)).all()
    return turned(found, [row[0].public_id for row in found], window, total=0)


def one(deposit_attempt_id: str, *, brand_id: int | None) -> AnyRow:
    """Raises NotFound, also for one of another brand; `brand_id` None: of every brand."""
    wanted = ATTEMPTS.where(DepositAttempt.public_id == inside("at", deposit_attempt_id))
    of_brand = wanted if brand_id is None else wanted.where(DepositAttempt.brand_id == brand_id)
    row = db.session.execute(of_brand).one_or_none()
    if row is None:
        raise NotFound("There is no such attempt to deposit.")
    return row
