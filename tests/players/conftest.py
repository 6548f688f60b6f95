"""A house whose players are persons, and people of every role who look after them."""

import pytest

from tests.cast import hire, sign_in
from tests.fixtures.house import at_work
from tests.payments.books import Books

PERSON = {"email": "ada@players.example", "first_name": "Ada", "last_name": "Lovelace", "birth_date": "1990-02-28"}


@pytest.fixture
def house(app, database):
    with at_work(Books(app)) as working:
        yield working


@pytest.fixture
def register(house, owner):
    """Make a player with 100.00 EUR who is somebody."""

    def made(brand="brand", **changes):
        player = house.a_player(cash=10_000, brand=brand)
        person = PERSON | changes
        owner.execute(
            "insert into player_person (player_id, brand_id, email, first_name, last_name, birth_date)"
            " values (%s, %s, %s, %s, %s, %s)",
            (player.id, house.ids[brand], *(person[name] for name in PERSON)),
        )
        return player

    return made


@pytest.fixture
def ada(register):
    return register()


@pytest.fixture
def look(app, house, owner):
    """Somebody with this role, for one brand or for all."""

    def hired(role, brand=None):
        person = sign_in(app, hire(app, f"{role.replace('_', '-')}-{brand or 'all'}".replace(" ", "-"), role))
        if brand:
            owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids[brand], person.id))
        return person

    return hired


@pytest.fixture
def noted(owner):
    """The sentences of the audit log that tell what was done, oldest first."""

    def read(name):
        statement = (
            "select body::json ->> 'sentence' from audit_record where name = %s and phase = 'effect' order by event_id"
        )
        return [sentence for (sentence,) in owner.execute(statement, [name])]

    return read
