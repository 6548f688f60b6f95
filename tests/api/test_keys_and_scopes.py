"""Who may call: the bearer key, what it permits, and whose players it serves."""

from datetime import timedelta

import pytest

from app import clock
from app.areas.api.permissions import Api
from app.extensions import db, transaction
from app.models.brand import Brand
from app.security import api_keys
from app.security.permissions import every
from tests.api.conftest import ADA, Tool

MACHINES = [permission for permission in every() if permission.is_for_machines]


@pytest.fixture
def key(app, world):
    def make(permissions=MACHINES, brand=None, ends_in=timedelta(1)):
        with app.app_context(), transaction():
            brand_id = db.session.query(Brand.id).filter_by(code=brand).scalar() if brand else None
            row, text = api_keys.make("Test", permissions, expires_at=clock.now() + ends_in, brand_id=brand_id)
            db.session.add(row)
        return Tool(app, text)

    return make


NO_KEYS = [None, "", "Bearer", "Bearer nonsense", "Basic YTpi", "Basic é", "Bearer ck_aaaaaaaa_" + "x" * 43]


def test_without_a_live_key_the_answer_is_401_and_says_what_to_send(tool, player):
    for header in NO_KEYS:
        answer = tool.ask("GET", f"/players/{player}", Authorization=header)

        assert (answer.status_code, answer.mimetype) == (401, "application/problem+json"), header
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json["request_id"].startswith("rq_")


def test_an_expired_or_revoked_key_opens_nothing(key, tool, player, owner):
    assert key(ends_in=-timedelta(seconds=1)).get(f"/players/{player}").status_code == 401
    owner.execute("update api_key set revoked_at = now()")
    assert tool.get(f"/players/{player}").status_code == 401


def test_a_key_does_only_what_it_permits(key, player, visitor):
    reader = key([Api.PLAYERS_READ])

    assert reader.get(f"/players/{player}").status_code == 200
    assert reader.get(f"/players/{player}/balances").status_code == 403
    assert reader.post("/players", ADA).status_code == 403
    refused = visitor.execute("select count(*) from audit_record where phase = 'refusal' and actor_kind = 'api_key'")
    assert refused.fetchone() == (2,)


def test_a_key_of_one_brand_sees_nothing_of_another(key, tool):
    mine, foreign = key(brand="norrsken"), tool.a_player(brand="lagoon")
    login = tool.a_login(foreign)

    assert mine.get(f"/players/{mine.a_player()}").status_code == 200
    assert mine.get(f"/players/{foreign}").status_code == 404
    assert mine.get(f"/players/{foreign}/balances").status_code == 404
    assert mine.deposits(foreign, 100).status_code == 404
    assert mine.ask("DELETE", f"/login-sessions/{login}").status_code == 404
    assert mine.post("/players", ADA | {"brand": "lagoon"}).status_code == 403


def test_nothing_of_another_brand_is_shown_or_listed(key, tool):
    mine, foreign, own = key(brand="norrsken"), tool.a_player(brand="lagoon"), tool.a_player()
    login, deposit = tool.a_login(foreign), tool.deposits(foreign, 100).json["id"]
    kept = tool.deposits(own, 100).json["id"]

    lists = [f"/players/{foreign}/{name}" for name in ("transfers", "deposits", "login-sessions", "game-sessions")]
    for path in (f"/login-sessions/{login}", f"/deposits/{deposit}", *lists):
        assert (tool.get(path).status_code, mine.get(path).status_code) == (200, 404), path
    assert [item["id"] for item in mine.get("/players").json["items"]] == [own]
    assert [item["id"] for item in mine.get("/deposits").json["items"]] == [kept]
    assert len(tool.get("/players").json["items"]) == len(tool.get("/deposits").json["items"]) == 2
