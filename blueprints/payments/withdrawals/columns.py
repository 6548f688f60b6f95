"""The columns of the queue of withdrawals."""

from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from app.queries.withdrawals import BY_TIME_LEFT, NEWEST_FIRST
from app.web.columns import Column, Layout, layout
from blueprints.payments.withdrawals import views

COLUMNS = (
    Column("id", "Withdrawal", is_fixed=True),
    Column("player", "Player"),
    Column("brand", "Brand", is_wide=True),
    Column("amount", "Amount", is_number=True),
    Column("state", "State"),
    Column("provider", "Payment provider", is_hidden=True),
    Column("external_id", "Provider’s id", is_hidden=True),
)
TIME_LEFT, ASKED_FOR = Column("due_at", "Time left"), Column("occurred_at", "Asked for")


def laid_out(query: str) -> Layout:
    """As the queue's own address asks, of which `query` is a part: a row of it is also drawn beside other answers."""
    arguments = MultiDict(parse_qsl(query))
    order = views.order(arguments.get("view", ""))
    if order == BY_TIME_LEFT:
        return layout((*COLUMNS, TIME_LEFT), "due_at", arguments)
    return layout((*COLUMNS, ASKED_FOR), "-occurred_at" if order == NEWEST_FIRST else "occurred_at", arguments)
