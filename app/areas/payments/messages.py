"""What other systems are told of money that comes in and goes out."""

from app.messages import Kind, MessageType

MESSAGES = (
    MessageType(
        "deposit.captured",
        "dp",
        "A payment was taken and credited; `state` diverted: to what the player owed.",
        {
            "player": Kind.ID,
            "payment_provider": Kind.CODE,
            "currency": Kind.CURRENCY,
            "amount_minor": Kind.AMOUNT,
            "state": Kind.CODE,
        },
    ),
)
