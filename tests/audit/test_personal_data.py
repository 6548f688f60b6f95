"""Nobody's data stands in the audit log or in the servers' logs, whoever put it where, and whatever failed."""

import io
import json
import logging

import psycopg
import pytest
import structlog

from app import logs
from app.errors import Forbidden, Refused
from app.logs import LineFormatter
from tests.api.conftest import ADA, Tool
from tests.cast import hire, sign_in
from tests.payments.till import Till

ADDRESS = "ada@players.example"
BODIES = "select string_agg(body, '') from audit_record"


@pytest.fixture
def till(app, database):
    return Till(app).open()


@pytest.fixture
def penny(app, till):
    return sign_in(app, hire(app, "penny"))


@pytest.fixture
def clumsy(app, till, owner, monkeypatch):
    """A fault of ours that the database tells of with a person's address, met as in production."""
    owner.execute(
        "create function tell() returns trigger language plpgsql as $$ begin raise exception using"
        " errcode = '22000', message = 'no room for ' || new.email, constraint = 'one_of_an_address',"
        " detail = 'Key (email)=(' || new.email || ') already exists.'; end $$"
    )
    owner.execute("create trigger telling before insert on player_person for each row execute function tell()")
    monkeypatch.setitem(app.config, "TESTING", False)
    yield Tool(app, till.key)
    owner.execute("drop function tell cascade")


@pytest.fixture
def written():
    """What the servers log."""
    paper = io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(paper))
    yield paper
    logs.configure()


def test_what_is_put_in_the_place_of_an_id_is_kept_as_a_hash(penny, owner):
    for address in (f"/payments/withdrawals/{ADDRESS}/approvals", "/payments/withdrawals/ada-lovelace/approvals"):
        assert penny.post(address).status_code == 404
    kept = owner.execute(BODIES).fetchone()[0]
    assert "payments.approve" in kept
    assert ADDRESS not in kept
    assert "lovelace" not in kept
    assert "is no identifier of this kind" in kept


def test_an_id_stays_readable(till, penny, owner):
    withdrawal = till.asks(till.a_player(5000), 3000)
    assert penny.post(f"/payments/withdrawals/{withdrawal}/claims").status_code == 303
    [(body,)] = owner.execute("select body from audit_record where phase = 'attempt'").fetchall()
    assert json.loads(body)["request"]["arguments"] == {"withdrawal_id": withdrawal}


@pytest.mark.parametrize(
    ("refused", "recorded"),
    [
        (Refused("There is no role “ada”. Roles: many."), "There is no role “…”. Roles: many."),
        (Refused("There is no brand “a” or “b”."), "There is no brand “…”."),
        (Refused("There is no brand “a”\nb”."), "There is no brand “…”."),
        (Forbidden("You need the permission “a.b.c”.", permission="a.b.c"), "You need the permission “a.b.c”."),
    ],
)
def test_a_record_repeats_nothing_that_a_sentence_quotes(refused, recorded):
    assert refused.recorded == recorded


def test_a_failure_is_logged_with_its_place_and_constraint_and_without_a_row(clumsy, owner, written):
    answer = clumsy.post("/players", ADA | {"email": ADDRESS})
    assert answer.status_code == 500
    [line] = map(json.loads, written.getvalue().splitlines())
    assert ADDRESS not in json.dumps(line)
    assert answer.json["request_id"] == line["request_id"]
    assert "sqlstate 22000" in line["exception"]
    assert "constraint_name one_of_an_address" in line["exception"]
    assert "services/players.py" in line["exception"]
    assert ADDRESS not in answer.text + owner.execute(BODIES).fetchone()[0]


def test_what_a_library_logs_of_an_error_holds_no_row_either(visitor):
    try:
        visitor.execute(f"select '{ADDRESS}'::integer")
    except psycopg.Error as error:
        told = (type(error), error, error.__traceback__)
        record = logging.LogRecord("a library", logging.ERROR, __file__, 1, "It failed", (), told)
    line = json.loads(logging.lastResort.format(record))
    assert isinstance(logging.lastResort.formatter, LineFormatter)
    assert (line["event"], ADDRESS in json.dumps(line)) == ("It failed", False)
    assert "sqlstate 22P02" in line["exception"]
