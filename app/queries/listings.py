"""What the API shows and lists: for a brand, or for one player of it, the newest first.

A query each, and one or two more for the end of a search that no index leads.
"""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import SQLColumnExpression, func, select, true

from app.errors import NotFound
from app.extensions import db
from app.ids import inside
from app.models.adjustment import Adjustment
from app.models.brand import Brand
from app.models.game import Game, GameSession, Integration
from app.models.ledger import Currency
from app.models.payment import Deposit, PaymentProvider
from app.models.player import LoginSession, Player
from app.models.protection import PlayerRestriction
from app.models.withdrawal import Withdrawal
from app.queries.keyset import AnyRow, AnySelect, Page, Sought, Window, search, turned, windowed

KEPT_FROM = func.array(
    select(PlayerRestriction.kind)
    .where(PlayerRestriction.player_id == Player.id, PlayerRestriction.lifted_at.is_(None))
    .where(func.coalesce(PlayerRestriction.until > func.clock_timestamp(), true()))
    .order_by(PlayerRestriction.kind)
    .correlate(Player)
    .scalar_subquery()
)
PLAYERS: AnySelect = select(Player, Brand.code, KEPT_FROM).join(Brand, Brand.id == Player.brand_id)
LOGIN_SESSIONS: AnySelect = select(LoginSession, Player.public_id).join(Player, Player.id == LoginSession.player_id)
GAME_SESSIONS: AnySelect = (
    select(GameSession, Player.public_id, LoginSession.public_id, Integration.code, Game.code)
    .join(Player, Player.id == GameSession.player_id)
    .join(LoginSession, LoginSession.id == GameSession.login_session_id)
    .join(Integration, Integration.id == GameSession.integration_id)
    .join(Game, Game.id == GameSession.game_id)
)
DEPOSITS: AnySelect = (
    select(Deposit, Player.public_id, PaymentProvider.code, Currency.exponent)
    .join(Player, Player.id == Deposit.player_id)
    .join(PaymentProvider, PaymentProvider.id == Deposit.payment_provider_id)
    .join(Currency, Currency.code == Deposit.currency)
)

WITHDRAWALS: AnySelect = (
    select(Withdrawal, Player.public_id, PaymentProvider.code, Currency.exponent)
    .join(Player, Player.id == Withdrawal.player_id)
    .join(PaymentProvider, PaymentProvider.id == Withdrawal.payment_provider_id)
    .join(Currency, Currency.code == Withdrawal.currency)
)

ADJUSTMENTS: AnySelect = (
    select(Adjustment, Player.public_id, Currency.exponent)
    .join(Player, Player.id == Adjustment.player_id)
    .join(Currency, Currency.code == Adjustment.currency)
)


def players(window: Window, sought: Sought, *, brand_id: int | None) -> Page[AnyRow]:
    """`brand_id` None: of every brand."""
    return _page(PLAYERS, Player.public_id, window, _within(sought, _own(Player.brand_id, brand_id)))


def player(player_id: str, *, brand_id: int | None) -> AnyRow:
    """Raises NotFound, also for a player of another brand."""
    return _one(_of_brand(PLAYERS, Player.brand_id, brand_id), Player.public_id == inside("pl", player_id), "player")


def login_sessions(window: Window, sought: Sought, *, player_id: int) -> Page[AnyRow]:
    own = _own(LoginSession.player_id, player_id)
    return _page(LOGIN_SESSIONS, LoginSession.public_id, window, _within(sought, own))


def login_session(login_session_id: str, *, brand_id: int | None) -> AnyRow:
    """Raises NotFound, also for one of another brand."""
    wanted = LoginSession.public_id == inside("ls", login_session_id)
    return _one(_of_brand(LOGIN_SESSIONS, Player.brand_id, brand_id), wanted, "login session")


def game_sessions(window: Window, sought: Sought, *, player_id: int) -> Page[AnyRow]:
    own = _own(GameSession.player_id, player_id)
    return _page(GAME_SESSIONS, GameSession.public_id, window, _within(sought, own))


def game_session(game_session_id: str, *, brand_id: int | None) -> AnyRow:
    """Raises NotFound, also for one of another brand."""
    wanted = GameSession.public_id == inside("gs", game_session_id)
    return _one(_of_brand(GAME_SESSIONS, Player.brand_id, brand_id), wanted, "game session")


def deposits(window: Window, sought: Sought, *, brand_id: int | None, player_id: int | None = None) -> Page[AnyRow]:
    """Of a brand, of a player, or of everybody."""
    own = _own(Deposit.brand_id, brand_id) + _own(Deposit.player_id, player_id)
    return _page(DEPOSITS, Deposit.public_id, window, _within(sought, own))


def deposit(deposit_id: str, *, brand_id: int | None) -> AnyRow:
    """Raises NotFound, also for one of another brand."""
    return _one(
        _of_brand(DEPOSITS, Deposit.brand_id, brand_id), Deposit.public_id == inside("dp", deposit_id), "deposit"
    )


def withdrawals(window: Window, sought: Sought, *, brand_id: int | None, player_id: int | None = None) -> Page[AnyRow]:
    """Of a brand, of a player, or of everybody."""
    own = _own(Withdrawal.brand_id, brand_id) + _own(Withdrawal.player_id, player_id)
    return _page(WITHDRAWALS, Withdrawal.public_id, window, _within(sought, own))


def withdrawal(withdrawal_id: str, *, brand_id: int | None) -> AnyRow:
    """Raises NotFound, also for one of another brand."""
    wanted = Withdrawal.public_id == inside("wd", withdrawal_id)
    return _one(_of_brand(WITHDRAWALS, Withdrawal.brand_id, brand_id), wanted, "withdrawal")


def adjustments(window: Window, sought: Sought, *, player_id: int) -> Page[AnyRow]:
    own = _own(Adjustment.player_id, player_id)
    return _page(ADJUSTMENTS, Adjustment.public_id, window, _within(sought, own))


def adjustment(adjustment_id: str, *, brand_id: int | None) -> AnyRow:
    """Raises NotFound, also for one of another brand."""
    wanted = Adjustment.public_id == inside("aj", adjustment_id)
    return _one(_of_brand(ADJUSTMENTS, Adjustment.brand_id, brand_id), wanted, "adjustment")


def _of_brand(query: AnySelect, column: SQLColumnExpression[int], brand_id: int | None) -> AnySelect:
    return query if brand_id is None else query.where(column == brand_id)


def _own(column: SQLColumnExpression[int], wanted: int | None) -> list[SQLColumnExpression[bool]]:
    return [] if wanted is None else [column == wanted]


def _within(sought: Sought, own: list[SQLColumnExpression[bool]]) -> Sought:
    """Of one brand or player: the index that leads to those holds the key too."""
    return replace(sought, span=[*own, *sought.span])


def _page(query: AnySelect, key: SQLColumnExpression[UUID], window: Window, sought: Sought) -> Page[AnyRow]:
    searched = search(query, key, sought, window)
    found = db.session.execute(windowed(searched.query, key, window)).all()
    return turned(found, [row[0].public_id for row in found], window, 0, searched)


def _one(query: AnySelect, wanted: SQLColumnExpression[bool], noun: str) -> AnyRow:
    row = db.session.execute(query.where(wanted)).one_or_none()
    if row is None:
        raise NotFound(f"There is no such {noun}.")
    return row
