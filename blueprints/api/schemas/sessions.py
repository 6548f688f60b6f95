"""Login sessions and game sessions of players."""

from typing import Annotated

from pydantic import AfterValidator, Field

from blueprints.api.schemas.fields import CurrencyCode, Moment, Sent, Text, Versioned, storable
from blueprints.api.schemas.lists import Listed


class NewLoginSession(Sent):
    ip: Annotated[str, Field(max_length=45, pattern=r"^[0-9a-fA-F.:]*$")] = ""
    user_agent: Annotated[str, Field(max_length=255), AfterValidator(storable)] = ""


class LoginSessionShown(Versioned):
    """`ended_at` null: the player is signed in."""

    id: str
    player: str
    started_at: Moment
    ended_at: Moment | None


class LoginSessionList(Listed):
    items: list[LoginSessionShown]


class NewGameSession(Sent):
    login_session: Text
    integration: Text
    game: Text
    currency: CurrencyCode


class GameSessionShown(Versioned):
    """`account_id` and `game_id` are what the game provider names in its calls, which it makes at `wallet_path`."""

    id: str
    account_id: str
    game_id: str
    login_session: str
    integration: str
    currency: str
    wallet_path: str
    started_at: Moment
    ended_at: Moment | None


class GameSessionList(Listed):
    items: list[GameSessionShown]
