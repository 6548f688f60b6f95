"""The raw log as staff read it: what providers sent, what they were told, and what stands out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, SQLColumnExpression, Text, and_, column, func, literal, literal_column, select

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.game import Integration, Provider
from app.models.player import Player
from app.models.provider_call import ProviderCall
from app.queries.keyset import AnyRow, AnySelect, Page, Sought, Window, search, turned, windowed

# As the wallet names them; a test keeps the two lists equal.
TOOK_EFFECT = ("applied", "already_reversed", "nothing_to_reverse")
IS_REFUSED = ProviderCall.outcome.not_in(
    [literal_column(f"'{outcome}'") for outcome in TOOK_EFFECT]
)  # as its index says
MOST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Marks:
    """What stands out about the calls of a round."""

    retries: int
    refusals: int


NOTHING_STANDS_OUT = Marks(retries=0, refusals=0)


@dataclass(frozen=True)
class SeenCall:
    """One request and its answer. `body` and `answer` are None for whoever may not read them."""

    request_id: UUID
    provider: str
    integration: str
    operation: str
    player: str | None
    round_ref: str | None
    received_at: datetime
    outcome: str
    replayed: bool
    signature_valid: bool
    http_status: int
    latency_us: int
    wait_us: int
    batch_size: int
    size: int
    digest: bytes
    body: bytes | None = None
    answer: bytes | None = None
    headers: dict[str, Any] | None = None

    @cached_property
    def id(self) -> str:
        return outside("rq", self.request_id)

    @property
    def is_refused(self) -> bool:
        return self.outcome not in TOOK_EFFECT

    @property
    def tone(self) -> str:
        """How it is coloured: only what asks for a look is."""
        if self.is_refused:
            return "bad" if self.http_status >= 500 or not self.signature_valid else "warn"
        return "info" if self.replayed else "ok"


def marks_of(rounds: Collection[tuple[int, int, str]]) -> dict[tuple[int, int, str], Marks]:
    """Retries and refusals by (player, integration, round): one query for all of them."""
    if not rounds:
        return {}
    players, refs = zip(*{(player_id, round_ref) for player_id, _, round_ref in rounds}, strict=True)
    arrays = literal([*players], ARRAY(BigInteger)), literal([*refs], ARRAY(Text))
    pair = (
        func.unnest(*arrays).table_valued(column("player_id", BigInteger), column("round_ref", Text)).render_derived()
    )
    by = (ProviderCall.player_id, ProviderCall.integration_id, ProviderCall.round_ref)
    found = db.session.execute(
        select(*by, func.count().filter(ProviderCall.replayed), func.count().filter(IS_REFUSED))
        .join(pair, and_(ProviderCall.player_id == pair.c.player_id, ProviderCall.round_ref == pair.c.round_ref))
        .group_by(*by)
    )
    rows = cast("Iterable[AnyRow]", found)
    return {(row[0], row[1], row[2]): Marks(retries=row[3], refusals=row[4]) for row in rows}


def listed(sought: Sought, window: Window, brands: Collection[int] | None) -> Page[SeenCall]:
    """One page of calls, newest first, without their bodies: two queries at most, four in a search."""
    searched = search(_visible(brands), ProviderCall.request_id, sought, window)
    found = [seen(row) for row in db.session.execute(windowed(searched.query, ProviderCall.request_id, window))]
    return turned(found, [call.request_id for call in found], window, searched.counting, searched)


def of_round(player_id: int, integration_id: int, round_ref: str, *, with_bodies: bool, most: int) -> list[SeenCall]:
    """The calls of one round in the order in which they came, the first `most` of them."""
    query = _visible(None, with_bodies=with_bodies).where(
        ProviderCall.player_id == player_id,
        ProviderCall.round_ref == round_ref,
        ProviderCall.integration_id == integration_id,
    )
    return [seen(row) for row in db.session.execute(query.order_by(ProviderCall.request_id).limit(most))]


def one(request_id: UUID, brands: Collection[int] | None) -> SeenCall:
    """A call with its bytes; raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(
        _visible(brands, with_bodies=True).where(ProviderCall.request_id == request_id)
    ).one_or_none()
    if row is None:
        raise NotFound("There is no such call, or it belongs to a brand that is not yours.")
    return seen(row)


def exported(conditions: Sequence[SQLColumnExpression[bool]], brands: Collection[int] | None) -> AnySelect:
    """Every call that meets all `conditions`, newest first and without bodies, to be streamed and read by `seen`."""
    return _visible(brands).where(*conditions).order_by(ProviderCall.request_id.desc())


def _visible(brands: Collection[int] | None, *, with_bodies: bool = False) -> AnySelect:
    call = ProviderCall
    bodies = (func.substring(call.body, 1, MOST_BYTES), func.substring(call.answer, 1, MOST_BYTES), call.headers)
    query = (
        select(
            call.request_id,
            Provider.name,
            Integration.code,
            call.operation,
            Player.public_id,
            call.round_ref,
            call.received_at,
            call.outcome,
            call.replayed,
            call.signature_valid,
            call.http_status,
            call.latency_us,
            call.wait_us,
            call.batch_size,
            func.octet_length(call.body),
            func.sha256(call.body),
            *(bodies if with_bodies else ()),
        )
        .outerjoin(Integration, Integration.id == call.integration_id)
        .outerjoin(Provider, Provider.id == Integration.provider_id)
        .outerjoin(Player, Player.id == call.player_id)
    )
    return query if brands is None else query.where(Integration.brand_id.in_(brands))


def seen(row: AnyRow) -> SeenCall:
    request_id, provider, integration, operation, player, *rest = row
    return SeenCall(
        request_id, provider or "Unknown", integration or "none", operation, player and outside("pl", player), *rest
    )
