"""POST /api/v1/players."""

from datetime import date, timedelta

import psycopg
import pytest

from app import clock
from tests.api.conftest import ADA


def test_a_player_gets_a_prefixed_id_and_an_open_wallet(tool):
    answer = tool.post("/players", ADA)

    assert answer.status_code == 201
    shown = answer.json
    player, registered_at = shown.pop("id"), shown.pop("registered_at")
    assert player.startswith("pl_")
    assert registered_at.endswith("Z")
    facts = {"version": 1, "brand": "norrsken", "country": "SE", "language": "sv"}
    assert shown == facts | {"status": "active", "restrictions": [], "is_test": False}
    assert tool.get(f"/players/{player}/balances").json == {
        "balances": [
            {
                "currency": "EUR",
                "exponent": 2,
                "cash_minor": 0,
                "bonus_minor": 0,
                "pending_withdrawal_minor": 0,
                "receivable_minor": 0,
            }
        ]
    }


def test_the_answer_holds_no_personal_data(tool):
    answer = tool.post("/players", ADA)

    assert not any(ADA[field] in answer.text for field in ("email", "first_name", "last_name", "birth_date"))


def test_an_email_address_is_unique_in_its_brand_whatever_its_case(tool):
    tool.post("/players", ADA)

    again = tool.post("/players", ADA | {"email": ADA["email"].upper()})
    elsewhere = tool.post("/players", ADA | {"brand": "lagoon"})

    assert (again.status_code, elsewhere.status_code) == (409, 201)
    assert "e-mail address already" in again.json["detail"]


def test_the_age_of_the_brands_profile_is_held_to_the_day(tool):
    today = clock.now().date()
    eighteen = date(today.year - 18, today.month, min(today.day, 28))  # two days either way cover zones and leap years

    too_young = tool.post("/players", ADA | {"birth_date": str(eighteen + timedelta(days=5))})
    old_enough = tool.post("/players", ADA | {"birth_date": str(eighteen - timedelta(days=2))})
    elsewhere = tool.post("/players", ADA | {"brand": "lagoon", "birth_date": str(eighteen - timedelta(days=2))})

    assert (too_young.status_code, old_enough.status_code, elsewhere.status_code) == (422, 201, 422)
    assert too_young.json["detail"] == "Players of Norrsken must be at least 18 years old."
    assert too_young.json["errors"][0]["pointer"] == "/birth_date"
    assert "21 years" in elsewhere.json["detail"]


def test_a_player_not_yet_verified_may_not_bet_where_the_profile_says_so(tool, visitor):
    for brand, verified in (("norrsken", False), ("norrsken", True), ("lagoon", False)):
        tool.a_player(brand=brand, identity_verified=verified)

    flags = visitor.execute("select unverified from ledger.account where purse = 'cash' order by account_id").fetchall()
    assert flags == [(True,), (False,), (False,)]


def test_a_test_player_is_one_from_the_start_and_for_good(tool, visitor):
    tester, other = (tool.post("/players", ADA | more) for more in ({"is_test": True}, {"email": "bo@players.example"}))
    assert [answer.json["is_test"] for answer in (tester, other)] == [True, False]
    assert tool.get(f"/players/{tester.json['id']}").json["is_test"] is True
    assert visitor.execute("select is_test from player order by id").fetchall() == [(True,), (False,)]
    assert tool.post("/players", ADA | {"is_test": "yes"}).status_code == 422
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute("update player set is_test = false")


def test_a_brand_or_currency_that_does_not_exist_is_named(tool):
    brand = tool.post("/players", ADA | {"brand": "nowhere"})
    currency = tool.post("/players", ADA | {"currency": "XTS"})

    assert (brand.status_code, brand.json["errors"][0]["pointer"]) == (422, "/brand")
    assert (currency.status_code, currency.json["errors"][0]["pointer"]) == (422, "/currency")


def test_the_registration_stands_in_the_audit_log_without_personal_data(tool, visitor):
    answer = tool.post("/players", ADA)

    mine = "select phase, name, target, body from audit_record where actor_kind = 'api_key' or phase = 'attempt'"
    rows = visitor.execute(mine).fetchall()
    effect = next(row for row in rows if row[0] == "effect")
    assert effect[1:3] == ("player.registered", answer.json["id"])
    assert ("attempt", "api.create_player") in [row[:2] for row in rows]
    assert not any(ADA[field] in row[3] for row in rows for field in ("email", "last_name", "birth_date"))


def test_a_refused_registration_leaves_nothing_behind(tool, visitor):
    tool.post("/players", ADA)
    tool.post("/players", ADA)

    assert visitor.execute("select count(*) from player").fetchone() == (1,)
    assert visitor.execute("select count(*) from idempotency_key").fetchone() == (1,)
