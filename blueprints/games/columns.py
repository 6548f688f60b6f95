"""The columns of this area's lists."""

from app.web.columns import Column

ROUNDS = (
    Column("id", "Round", is_fixed=True),
    Column("opened_at", "Opened", sorts=True),
    Column("player", "Player"),
    Column("game", "Game"),
    Column("provider", "Provider", is_wide=True),
    Column("brand", "Brand", is_wide=True),
    Column("stake", "Stake", is_number=True),
    Column("win", "Win", is_number=True),
    Column("net", "Net", is_number=True),
    Column("state", "State"),
)
CALLS = (
    Column("id", "Call", is_fixed=True),
    Column("received_at", "Received"),
    Column("integration", "Integration"),
    Column("operation", "Operation"),
    Column("player", "Player"),
    Column("round_ref", "Provider’s round"),
    Column("outcome", "Outcome"),
    Column("http_status", "Status", is_number=True, is_wide=True),
    Column("batch_size", "Group", is_number=True, is_wide=True),
    Column("latency_us", "Latency", is_number=True),
)
