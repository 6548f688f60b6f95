"""What the ledger's own verifier finds, each fault with its place in outside ids."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, text

from app.errors import NotFound
from app.extensions import db
from app.ids import inside, outside
from app.models.player import Player


@dataclass(frozen=True)
class Fault:
    """A row that is not what the rows below it say."""

    fault: str
    player_id: int
    player: UUID | None
    account_id: int | None
    call_id: UUID | None
    round_id: UUID | None
    detail: str

    def __str__(self) -> str:
        places = (
            outside("pl", self.player) if self.player else f"player {self.player_id}",
            f"account {self.account_id}" if self.account_id else "",
            outside("ca", self.call_id) if self.call_id else "",
            outside("rd", self.round_id) if self.round_id else "",
        )
        return f"{self.fault}: {' '.join(filter(None, places))}: {self.detail}"


_FOUND = text("""
    select f.fault, f.player_id, p.public_id, f.account_id, f.call_id, f.round_id, f.detail
      from ledger.verify(:player_id) f left join player p on p.id = f.player_id
     order by f.player_id, f.fault""")


def found(player: str = "") -> list[Fault]:
    """Every fault, of one player (`pl_…`) or of everybody; raises NotFound for a stranger."""
    rows = db.session.execute(_FOUND, {"player_id": _id_of(player) if player else None})
    return [Fault(*row) for row in rows]


def extent() -> dict[str, int]:
    """How many rows there are to verify, by table."""
    tables = {"accounts": "account", "calls": "call", "transfers": "transfer", "rounds": "round"}
    counted = select(
        *(select(func.count()).select_from(text(f"ledger.{name}")).scalar_subquery() for name in tables.values())
    )
    return dict(zip(tables, db.session.execute(counted).one(), strict=True))


def _id_of(player: str) -> int:
    found_id = db.session.scalar(select(Player.id).where(Player.public_id == inside("pl", player)))
    if found_id is None:
        raise NotFound(f"There is no player {player}.")
    return found_id
