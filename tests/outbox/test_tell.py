"""What is told stands with the change it tells of, keeps to the catalogue, and says nothing about a person."""

import json
from uuid import UUID

import psycopg
import pytest

from app import messages
from app.extensions import db, transaction
from app.ids import outside, uuid7
from app.messages import Kind
from app.services import demo_data, outbox
from tests.api.conftest import ADA, Tool
from tests.documents import table

CATALOGUE = messages.every()
PLAYER = outside("pl", UUID(int=1))  # fixed: workers must collect the same tests
REGISTERED = {"brand": "norrsken", "country": "SE", "currency": "EUR", "unverified": False, "is_test": False}


@pytest.fixture
def tool(app, database):
    with app.app_context():
        world = json.loads(demo_data.prepare().path.read_text())
    return Tool(app, world["api_key"])


@pytest.fixture
def brand(owner, tool):
    return owner.execute("select id from brand where code = 'norrsken'").fetchone()[0]


def told(owner):
    rows = owner.execute("select type, about, data from outbox_message order by id").fetchall()
    return [(kind, about, json.loads(data)) for kind, about, data in rows]


def test_a_registration_and_a_deposit_are_told(owner, tool):
    player = tool.a_player()
    deposit = tool.deposits(player, 5_000).json["id"]
    assert told(owner) == [
        ("player.registered", player, REGISTERED),
        (
            "deposit.captured",
            deposit,
            {"player": player, "payment_provider": "pretend", "currency": "EUR", "amount_minor": 5_000}
            | {"state": "captured"},
        ),
    ]


def test_a_repeated_deposit_is_told_once(owner, tool):
    player = tool.a_player()
    for _ in range(3):
        assert tool.deposits(player, 5_000, external_id="the same").status_code == 201
    assert [kind for kind, *_ in told(owner)].count("deposit.captured") == 1


def test_a_refused_registration_is_not_told(owner, tool):
    assert tool.post("/players", ADA | {"birth_date": "2020-01-01"}).status_code == 422
    assert told(owner) == []


def test_what_is_undone_was_never_told(app, owner, brand):
    with app.app_context(), transaction():
        outbox.tell("player.registered", about=PLAYER, brand_id=brand, data=REGISTERED)
        db.session.rollback()
    assert told(owner) == []


def test_ids_rise_in_the_order_in_which_a_transaction_tells(app, owner, brand):
    with app.app_context(), transaction():
        for number in range(200):
            data = {"player": PLAYER, "payment_provider": "pretend", "currency": "EUR", "state": "captured"}
            about = outside("dp", uuid7())
            outbox.tell("deposit.captured", about=about, brand_id=brand, data=data | {"amount_minor": number})
    assert [data["amount_minor"] for *_, data in told(owner)] == list(range(200))


@pytest.mark.parametrize(
    ("name", "about", "changes", "fault"),
    [
        ("player.sneezed", PLAYER, {}, "not in the catalogue"),
        ("player.registered", outside("dp", UUID(int=1)), {}, "is about pl_"),
        ("player.registered", "pl_1", {}, "is about pl_"),
        ("player.registered", PLAYER, {"email": "ada@players.example"}, "has the fields"),
        ("player.registered", PLAYER, {"brand": "Ada Berg"}, "cannot say that in brand"),
        ("player.registered", PLAYER, {"brand": "ada@players.example"}, "cannot say that in brand"),
        ("player.registered", PLAYER, {"unverified": 1}, "cannot say that in unverified"),
        ("player.registered", PLAYER, {"currency": None}, "cannot say that in currency"),
    ],
)
def test_what_is_not_in_the_catalogue_cannot_be_told(app, owner, brand, name, about, changes, fault):
    with app.app_context(), pytest.raises(ValueError, match=fault), transaction():
        outbox.tell(name, about=about, brand_id=brand, data=REGISTERED | changes)
    assert told(owner) == []


def test_the_application_can_neither_change_nor_take_back_what_was_told(visitor):
    for statement in ("update outbox_message set type = 'a.b'", "delete from outbox_message"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            visitor.execute(statement)


def test_the_application_cannot_say_when_a_message_was_recorded(visitor):
    for column in ("id", "recorded_at", "xid"):
        powers = "select has_column_privilege('outbox_message', %s, 'insert')"
        assert visitor.execute(powers, [column]).fetchone() == (False,)


@pytest.mark.parametrize("kind", CATALOGUE.values(), ids=lambda kind: kind.name)
def test_each_type_is_documented_and_leaves_no_room_for_a_person(kind):
    assert messages.TYPE.fullmatch(kind.name)
    assert kind.meaning.endswith(".")
    for said in ("Ada Berg", "ada@players.example", "+46 70 123 45 67", "1990-02-28T00:00", "192.0.2.7, proxy"):
        assert not any(field.fits(said) for field in kind.fields.values())


def test_a_truth_value_is_no_number():
    assert not Kind.AMOUNT.fits(True)
    assert not Kind.FLAG.fits(1)


def test_the_document_for_receivers_tells_the_whole_catalogue():
    told = {name: (about, meaning, keys) for name, about, meaning, keys in table("docs/webhooks.md", "type", "data.id")}

    assert told == {
        kind.name: (
            f"{kind.about}_…",
            kind.meaning.replace("`", ""),
            ", ".join(key for key in kind.fields if key != "brand"),
        )
        for kind in CATALOGUE.values()
    }
