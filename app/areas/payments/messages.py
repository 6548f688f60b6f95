"""What other systems are told of money that comes in and goes out."""

from app.messages import Kind, MessageType

_FACTS = {"player": Kind.ID, "currency": Kind.CURRENCY, "amount_minor": Kind.AMOUNT}
_ATTEMPTED = _FACTS | {"payment_provider": Kind.CODE, "method": Kind.CODE}
_ADJUSTED = _FACTS | {"purse": Kind.CODE, "reason_code": Kind.CODE}

MESSAGES = (
    MessageType(
        "deposit.captured",
        "dp",
        "A payment was taken and credited; `state` diverted: owed back to a player who may not deposit.",
        {
            "player": Kind.ID,
            "payment_provider": Kind.CODE,
            "currency": Kind.CURRENCY,
            "amount_minor": Kind.AMOUNT,
            "state": Kind.CODE,
        },
    ),
    MessageType("deposit_attempt.started", "at", "A player set out to pay; nothing has moved.", _ATTEMPTED),
    MessageType(
        "deposit_attempt.captured",
        "at",
        "It was paid and became a deposit, which a message of its own tells.",
        _ATTEMPTED | {"deposit": Kind.ID},
    ),
    MessageType(
        "deposit_attempt.declined",
        "at",
        "The payment provider took nothing. Another payment for the same attempt may still be captured.",
        _ATTEMPTED | {"reason_code": Kind.CODE},
    ),
    MessageType(
        "deposit_attempt.expired",
        "at",
        "Nothing was heard of it in time. A payment that is captured later still counts.",
        _ATTEMPTED,
    ),
    MessageType(
        "withdrawal.requested",
        "wd",
        "A player asked to be paid; the amount left the player’s cash and waits.",
        _FACTS | {"payment_provider": Kind.CODE},
    ),
    MessageType("withdrawal.approved", "wd", "Staff let it be paid.", _FACTS),
    MessageType(
        "withdrawal.submitted",
        "wd",
        "The payment provider was asked to pay it.",
        _FACTS | {"payment_provider": Kind.CODE},
    ),
    MessageType("withdrawal.paid", "wd", "The payment provider paid it.", _FACTS),
    MessageType(
        "withdrawal.rejected",
        "wd",
        "Staff said no; the amount is the player’s cash again.",
        _FACTS | {"reason_code": Kind.CODE},
    ),
    MessageType("withdrawal.cancelled", "wd", "The player took it back; the amount is cash again.", _FACTS),
    MessageType(
        "withdrawal.failed",
        "wd",
        "The payment provider could not pay it; the amount is the player’s cash again.",
        _FACTS | {"reason_code": Kind.CODE},
    ),
    MessageType("adjustment.requested", "aj", "A tool asked staff to change a purse.", _ADJUSTED),
    MessageType("adjustment.applied", "aj", "Staff changed a purse; below zero, money was taken.", _ADJUSTED),
    MessageType("adjustment.declined", "aj", "Staff left the purse as it is.", _ADJUSTED),
)
