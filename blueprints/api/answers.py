"""From the rows that are read to what is answered."""

from collections.abc import Sequence
from uuid import UUID

from app.ids import outside
from app.models.adjustment import Adjustment
from app.models.deposit_attempt import DepositAttempt
from app.models.game import GameSession
from app.models.payment import Deposit
from app.models.player import LoginSession, Player
from app.models.withdrawal import Withdrawal
from app.queries.keyset import AnyRow
from app.services import ledger
from blueprints.api.schemas import deposit_attempts, payments, players, sessions


def player(found: Player, brand: str, kept_from: Sequence[str] = ()) -> players.PlayerShown:
    return players.PlayerShown(
        id=found.outside_id,
        version=found.version,
        brand=brand,
        country=found.country,
        language=found.language,
        status=found.status,  # type: ignore[arg-type]
        restrictions=list(kept_from),  # type: ignore[arg-type]
        is_test=found.is_test,
        registered_at=found.occurred_at,
    )


def balances(held: list[ledger.Balances]) -> players.Balances:
    return players.Balances(balances=[players.Balance.model_validate(each) for each in held])


def transfer(row: AnyRow) -> players.TransferShown:
    return players.TransferShown(
        call=outside("ca", row.call_id),
        line=row.line,
        kind=row.kind,
        currency=row.currency,
        exponent=row.exponent,
        amount_minor=row.amount,
        source=players.Leg(account=row.source, balance_after_minor=row.from_after),
        target=players.Leg(account=row.target, balance_after_minor=row.to_after),
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
    )


def login_session(session: LoginSession, player_id: UUID) -> sessions.LoginSessionShown:
    return sessions.LoginSessionShown(
        id=session.outside_id,
        version=session.version,
        player=outside("pl", player_id),
        started_at=session.started_at,
        ended_at=session.ended_at,
    )


def game_session(
    session: GameSession, player_id: UUID, login_id: UUID, integration: str, game: str
) -> sessions.GameSessionShown:
    return sessions.GameSessionShown(
        id=session.outside_id,
        version=session.version,
        account_id=outside("pl", player_id),
        game_id=game,
        login_session=outside("ls", login_id),
        integration=integration,
        currency=session.currency,
        wallet_path=f"/wallet/{integration}",
        started_at=session.started_at,
        ended_at=session.ended_at,
    )


def deposit(taken: Deposit, player_id: UUID, payment_provider: str, exponent: int) -> payments.DepositShown:
    return payments.DepositShown(
        id=taken.outside_id,
        version=taken.version,
        player=outside("pl", player_id),
        payment_provider=payment_provider,
        external_id=taken.external_id,
        state=taken.state,  # type: ignore[arg-type]
        currency=taken.currency,
        exponent=exponent,
        amount_minor=taken.amount,
        occurred_at=taken.occurred_at,
        recorded_at=taken.recorded_at,
    )


def deposit_taken(shown: payments.DepositShown, cash_minor: int) -> payments.DepositTaken:
    return payments.DepositTaken(**shown.model_dump(), cash_minor=cash_minor)


def deposit_attempt(
    tried: DepositAttempt, player_id: UUID, payment_provider: str, exponent: int, deposit_id: UUID | None
) -> deposit_attempts.DepositAttemptShown:
    return deposit_attempts.DepositAttemptShown(
        id=tried.outside_id,
        version=tried.version,
        player=outside("pl", player_id),
        payment_provider=payment_provider,
        method=tried.method,
        external_id=tried.external_id,
        state=tried.state,  # type: ignore[arg-type]
        reason=tried.reason_code,
        deposit=outside("dp", deposit_id) if deposit_id else None,
        currency=tried.currency,
        exponent=exponent,
        amount_minor=tried.amount,
        expires_at=tried.expires_at,
        occurred_at=tried.occurred_at,
        recorded_at=tried.recorded_at,
    )


def withdrawal(asked: Withdrawal, player_id: UUID, payment_provider: str, exponent: int) -> payments.WithdrawalShown:
    return payments.WithdrawalShown(
        id=asked.outside_id,
        version=asked.version,
        player=outside("pl", player_id),
        payment_provider=payment_provider,
        external_id=asked.external_id,
        state=asked.state,  # type: ignore[arg-type]
        reason=asked.reason_code,
        currency=asked.currency,
        exponent=exponent,
        amount_minor=asked.amount,
        due_at=asked.due_at,
        decided_at=asked.decided_at,
        occurred_at=asked.occurred_at,
        recorded_at=asked.recorded_at,
    )


def adjustment(asked: Adjustment, player_id: UUID, exponent: int) -> payments.AdjustmentShown:
    return payments.AdjustmentShown(
        id=asked.outside_id,
        version=asked.version,
        player=outside("pl", player_id),
        state=asked.state,  # type: ignore[arg-type]
        purse=asked.purse,  # type: ignore[arg-type]
        currency=asked.currency,
        exponent=exponent,
        amount_minor=asked.amount,
        reason=asked.reason_code,
        reason_text=asked.reason_text,
        decision=asked.decision_text,
        call=outside("ca", asked.call_id) if asked.call_id else None,
        decided_at=asked.decided_at,
        occurred_at=asked.occurred_at,
        recorded_at=asked.recorded_at,
    )
