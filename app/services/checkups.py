"""The house looks at itself: what each check is found to be, and since when."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from app.checks import looking
from app.checks.judging import UNKNOWN, Judged
from app.extensions import db, transaction
from app.models.check_state import CheckState
from app.services import alerts

ALONE = text("select pg_try_advisory_xact_lock(hashtextextended('checkups', 0))")


def judge() -> None:
    """Note every state that is another than before, and alert; whoever finds somebody at it leaves it to them."""
    with transaction():
        if db.session.scalar(ALONE):
            found = looking.look()
            _note(found)
            alerts.follow(found)


def _note(found: Sequence[Judged]) -> None:
    """What nobody can judge just now stays what it was; what there is no more to judge goes."""
    known = {row.cause: row.state for row in db.session.scalars(select(CheckState))}
    db.session.execute(delete(CheckState).where(CheckState.cause.not_in([each.cause for each in found])))
    changed = [each for each in found if each.state not in (UNKNOWN, known.get(each.cause))]
    if changed:
        rows = insert(CheckState).values([{"cause": each.cause, "state": each.state} for each in changed])
        db.session.execute(
            rows.on_conflict_do_update(
                index_elements=["cause"], set_={"state": rows.excluded.state, "since": func.clock_timestamp()}
            )
        )
