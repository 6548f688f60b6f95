"""The cells of reports, kept up with what moved."""

from sqlalchemy import text

from app.extensions import db, transaction

FOLD = text("select report.fold_calls(:at_most)")
FOLDED_AT_ONCE = 20_000


def catch_up() -> None:
    """Fold what was decided since the last time, in several transactions when it is much."""
    while fold(FOLDED_AT_ONCE) >= FOLDED_AT_ONCE:
        pass


def fold(at_most: int) -> int:
    """Fold the next calls of the ledger into the cells; returns how many, fewer than asked when none are left."""
    with transaction():
        return db.session.scalar(FOLD, {"at_most": at_most}) or 0
