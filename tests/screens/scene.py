"""An evening in a small casino, played by real signed calls: what screens are looked at with."""

from random import Random

from psycopg import Connection

from tests.wallet.house import House, bet, betwin, finish, rollback, win

GAMES = ("Orchard Reels", "Aurora Nights", "Midnight Wheel", "European Roulette", "Comet Trail")
LONG_NAME = (
    "The Extraordinarily Long Adventures of Captain Barnacle and the Seventeen Singing Lighthouses Deluxe Megaways"
)


def evening(house: House, owner: Connection, rounds: int = 24) -> dict[str, str]:
    """Play; the provider's names of the rounds that stand out."""
    owner.execute("update brand set name = 'Norrsken' where code = 'b'")
    owner.execute("update provider set name = 'Northlight Studio'")
    for number, name in enumerate((*GAMES, LONG_NAME)):
        house.add_game(f"nl-{number}", name=name)
    players = [
        house.a_player(cash=50_000, bonus=2_000),
        house.a_player(cash=900_000),
        house.a_player(cash=30_000, currency="JPY"),
    ]
    chance = Random(7)
    for number in range(rounds):
        _ordinary(house, players[number % 3], number, chance)
    return _remarkable(house, players[0])


def _ordinary(house, player, number, chance):
    stake = chance.choice([50, 100, 120, 250, 500, 1000])
    won = chance.choice([0, 0, 0, stake // 2, stake * 2, stake * 12])
    unit = 1 if player.currency == "JPY" else 100
    actions = [bet(f"b{number}", f"{stake / unit:.2f}")]
    if won:
        actions.append(win(f"w{number}", f"{won / unit:.2f}"))
    house.call(
        "betwin",
        betwin(player, *actions, round_id=f"7f3e-{number:04}", game_id=f"nl-{number % 5}", finished=number % 7 != 0),
    )


def _remarkable(house, player):
    """One round of each kind that an operator looks for."""
    stormy = betwin(player, bet("storm-1", "20.00"), round_id="storm", game_id="nl-1")
    for _ in range(4):
        house.call("betwin", stormy)
    house.call("betwin", betwin(player, win("storm-2", "125.50"), round_id="storm", game_id="nl-1", finished=True))

    house.call("betwin", betwin(player, bet("late-1", "5.00"), round_id="late", game_id="nl-2", finished=True))
    house.call("betwin", betwin(player, win("late-2", "8.00"), round_id="late", game_id="nl-2"))

    house.call("betwin", betwin(player, bet("back-1", "15.00"), round_id="back", game_id="nl-3"))
    house.call("rollback", rollback(player, ("back-2", "back-1"), round_id="back", finished=True, game_id="nl-3"))

    poor = house.a_player(cash=100, bonus=400)
    house.call("betwin", betwin(poor, bet("poor-1", "3.00"), round_id="poor", game_id="nl-5"))
    house.call("betwin", betwin(poor, bet("poor-2", "30.00"), round_id="poor", game_id="nl-5"))
    house.call("finish", finish(poor, "poor"))

    house.call("betwin", betwin(player, bet("forged", "1.00"), round_id="forged"), signature="0" * 64)
    house.call("betwin", b'{"account_id": "pl_\x00", ')
    assert house.wallet.log.flush()
    return {"retried": "storm", "late": "late", "rolled back": "back", "refused": "poor"}
