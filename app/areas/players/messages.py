"""What other systems are told of players."""

from app.messages import Kind, MessageType

MESSAGES = (
    MessageType(
        "player.registered",
        "pl",
        "A player was taken in and has a first wallet.",
        {"brand": Kind.CODE, "country": Kind.COUNTRY, "currency": Kind.CURRENCY, "unverified": Kind.FLAG},
    ),
)
