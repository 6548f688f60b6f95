"""What staff do about a player over HTTP, and what a provider then hears of the player's bets."""

from tests.wallet.house import bet, betwin

WORDS = "Looked into by two of us."
WHY = {"code": "suspected_fraud"}
CLEARED = {"code": "cleared", "text": WORDS}


def suspends(person, player, **reason):
    return person.post(f"/players/{player.ref}/suspensions", data=reason or WHY)


def reactivates(person, player, **reason):
    return person.post(f"/players/{player.ref}/reactivations", data=reason or CLEARED)


def restricts(person, player, kind, **more):
    return person.post(f"/players/{player.ref}/restrictions", data=WHY | {"kind": kind} | more)


def lifts(person, player, kind, **reason):
    return person.post(f"/players/{player.ref}/liftings", data=(reason or CLEARED) | {"kind": kind})


def bets(house, player, name, round_id="r1"):
    """The provider's code for a refused bet, None for a bet that was taken."""
    return house.call("betwin", betwin(player, bet(name, "1.00"), round_id=round_id)).code
