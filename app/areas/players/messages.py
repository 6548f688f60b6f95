"""What other systems are told of players. Why somebody may not play is told to nobody: a receiver might tell them."""

from app.messages import Kind, MessageType

MESSAGES = (
    MessageType(
        "player.registered",
        "pl",
        "A player was taken in and has a first wallet.",
        {
            "brand": Kind.CODE,
            "country": Kind.COUNTRY,
            "currency": Kind.CURRENCY,
            "unverified": Kind.FLAG,
            "is_test": Kind.FLAG,
        },
    ),
    MessageType(
        "login_session.ended",
        "ls",
        "Staff ended a player’s login session and its game sessions: sign the player out.",
        {"player": Kind.ID},
    ),
    MessageType(
        "player.suspended",
        "pl",
        "The player may not sign in, play, deposit or withdraw; open rounds are settled as ever.",
        {"status": Kind.CODE},
    ),
    MessageType("player.reactivated", "pl", "The player is active again; restrictions stay.", {"status": Kind.CODE}),
    MessageType(
        "player.restricted",
        "pl",
        "The player is kept from `kind`: betting, deposits or withdrawals. `has_end`: it ends by itself.",
        {"kind": Kind.CODE, "has_end": Kind.FLAG},
    ),
    MessageType("player.restriction_lifted", "pl", "The player is no longer kept from `kind`.", {"kind": Kind.CODE}),
)
