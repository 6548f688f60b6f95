"""`./countroom api-key …`: keys are given out with a few permissions, and taken back at once."""

import json
import os
import re
import subprocess
import sys

import pytest

from app.errors import Invalid, NotFound
from app.services import api_keys
from tests.api.conftest import Tool


@pytest.fixture
def made(app, world):
    def make(*permissions, **more):
        with app.app_context():
            key, text = api_keys.add(api_keys.Wanted("Ledger export", permissions, **more))
            return key.outside_id, Tool(app, text)

    return make


def test_a_key_opens_what_it_was_given_for_its_brand_at_its_pace(made, tool):
    foreign = tool.a_player(brand="lagoon")
    _, reader = made("api.players.read", brand="norrsken", requests_per_minute=7)

    answer = reader.get("/players")

    assert (answer.status_code, answer.json["items"]) == (200, [])
    assert "q=7;" in answer.headers["RateLimit-Policy"]
    assert (reader.get(f"/players/{foreign}").status_code, reader.get("/deposits").status_code) == (404, 403)


def test_a_revoked_key_opens_nothing_from_then_on(app, made):
    name, reader = made("api.players.read")
    before = reader.get("/players").status_code
    with app.app_context():
        api_keys.revoke(name)
        api_keys.revoke(name)

    assert (before, reader.get("/players").status_code) == (200, 401)


def test_both_stand_in_the_audit_log_without_what_opens(app, made, visitor):
    name, reader = made("api.players.read", "api.deposits.read")
    with app.app_context():
        api_keys.revoke(name)
        api_keys.revoke(name)

    rows = visitor.execute("select name, target, body from audit_record where target = %s order by recorded_at", [name])
    told = rows.fetchall()
    assert [row[:2] for row in told] == [("api_key.added", name), ("api_key.revoked", name)]
    assert json.loads(told[0][2])["data"]["permissions"] == "api.players.read, api.deposits.read"
    assert not any(reader.key in body for _, _, body in told)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"permissions": ["games.rounds.read"]}, "no permission of a key"),
        ({"permissions": ["nonsense"]}, "no permission of a key"),
        ({"brand": "nowhere"}, "no brand"),
        ({"name": " "}, "has a name"),
        ({"days": 0}, "lasts a day"),
        ({"requests_per_minute": 0}, "takes a request"),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(app, world, visitor, changes, sentence):
    wanted = {"name": "x", "permissions": ["api.players.read"]} | changes
    with app.app_context(), pytest.raises(Invalid, match=sentence):
        api_keys.add(api_keys.Wanted(**wanted))
    assert visitor.execute("select count(*) from api_key").fetchone() == (1,)  # the demo's


def test_a_key_that_is_not_there_cannot_be_revoked(app, world):
    with app.app_context(), pytest.raises(NotFound):
        api_keys.revoke("ck_nothing1")


def test_the_command_line_makes_lists_and_ends_keys(app, world, database_url, tmp_path):
    def countroom(*words):
        told = subprocess.run(
            [sys.executable, "-m", "app.cli", "api-key", *words],
            env=os.environ | {"DATABASE_URL": database_url, "COUNTROOM_INSTANCE": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout

    text = countroom("add", "--name", "Export", "--permission", "api.players.read").split()[-1]
    assert Tool(app, text).get("/players").status_code == 200
    of_a_brand = ("--permission", "api.players.create", "--brand", "norrsken")
    bound = countroom("add", "--name", "Import", *of_a_brand).split()[-1]
    listed = countroom("list")
    assert re.search(rf"^{text[:11]}  until [\d-]+  every brand  Export: api.players.read$", listed, re.MULTILINE)
    assert re.search(rf"^{bound[:11]}  until [\d-]+  norrsken  Import: api.players.create$", listed, re.MULTILINE)
    assert text not in listed
    countroom("revoke", text[:11])
    assert Tool(app, text).get("/players").status_code == 401
