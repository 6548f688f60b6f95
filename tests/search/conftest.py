"""A house whose players are persons, and people who look for them."""

import pytest

from tests.cast import hire, sign_in
from tests.wallet.house import bet, betwin


@pytest.fixture
def register(house, owner):
    """Make a player who is a person with this address."""

    def made(email, brand="brand"):
        player = house.a_player(cash=10_000, brand=brand)
        owner.execute(
            "insert into player_person (player_id, brand_id, email, first_name, last_name, birth_date)"
            " values (%s, %s, %s, 'Ada', 'Lovelace', '1990-01-01')",
            (player.id, house.ids[brand], email),
        )
        return player

    return made


@pytest.fixture
def played(house, register):
    """A round of a player: the provider calls it 7f3e-0001."""
    player = register("ada@players.example")
    house.call("betwin", betwin(player, bet("b1", "1.00"), round_id="7f3e-0001"))
    assert house.wallet.log.flush()
    return player


@pytest.fixture
def look(app, house, owner):
    """Somebody with this role, for one brand or for all."""

    def hired(name, role, brand=None):
        person = sign_in(app, hire(app, name, role))
        if brand:
            owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids[brand], person.id))
        return person

    return hired
