"""Whoever looks after one brand finds nothing of another's: by no address, no list, no search, no export, no key. That
they asked is remembered; what they are told is what they would be told of nothing."""

import json
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest

from app import clock
from app.areas.payments.permissions import Payments
from app.extensions import db, transaction
from app.ids import outside, uuid7
from app.models.brand import Brand
from app.security import api_keys
from app.security.decorators import Scheme
from app.security.permissions import every
from tests.api.conftest import Tool
from tests.cast import sign_in
from tests.security import addresses
from tests.security.addresses import BESIDE, LONG_AGO, OF_A_BRAND, OF_EVERYBODY, OF_NOBODY, OF_SOMEBODY, PIECE

MARK = "marker7f3e"
# What lists are asked for, and by which of the records.
ASKS = {
    "player": ("player_id",),
    "open": ("withdrawal_id",),
    "about": ("withdrawal_id", "player_id"),
    "receiver": ("endpoint_id",),
}
SEARCHES = ("/search", "/payments/ledger")
REFUSED = "select count(*) from audit_record where phase = 'refusal' and actor_id = %s and target = %s and outcome = %s"
# An old link, a slip of the hand: nothing was kept from anybody, so reading what is nowhere leaves no trace.
OF_NOTHING = (
    "select count(*) from audit_record where phase = 'refusal' and actor_id = %s and target = ''"
    ' and body like \'%%"status":404%%\' and body like \'%%"method":"GET"%%\''
)
CHANGES = "select count(*) from audit_record where phase = 'effect' and actor_id = %s"
# What each change of the API reads; without, it would be refused before it looks for its record.
MONEY = {"currency": "EUR", "amount_minor": 100}
A_PAYMENT = MONEY | {"payment_provider": "pretend"}
OF_A_PLAYER = "POST /api/v1/players/<player_id>"
BODIES = {
    f"{OF_A_PLAYER}/adjustments": MONEY | {"purse": "cash", "reason": "goodwill"},
    f"{OF_A_PLAYER}/deposit-attempts": A_PAYMENT | {"method": "card"},
    f"{OF_A_PLAYER}/deposits": A_PAYMENT | {"external_id": "of another brand"},
    f"{OF_A_PLAYER}/game-sessions": {"login_session": "x", "integration": "x", "game": "x", "currency": "EUR"},
    f"{OF_A_PLAYER}/withdrawals": A_PAYMENT,
    f"{OF_A_PLAYER}/suspension": {"reason": "identity"},
    f"{OF_A_PLAYER}/reactivation": {"reason": "cleared"},
    f"{OF_A_PLAYER}/restrictions": {"reason": "identity", "kind": "betting"},
    f"{OF_A_PLAYER}/liftings": {"reason": "cleared", "kind": "betting"},
}

# Where more is asked for than a right for one brand: what is shared is seen by people of every brand.
CLOSED = {f"POST /views/<view_id>/{verb}": 403 for verb in ("sharing", "unsharing")}
OF_EVERY_BRAND = {"POST /audit/records/exports"}  # for whoever may so for all of them
# These name nobody: their sums are compared brand by brand where reports are tested.
SUMS = {"POST /reports/exports", "POST /reports/figures/<figure>/exports"}
# What a form has to say, or it would be refused before it looks for its record.
FORMS = {"POST /webhooks/endpoints/<endpoint_id>/replays": {"since": "2026-01-01T00:00"}}


@pytest.fixture
def norrsken(world):
    return world(lambda most: MARK[:most])


@pytest.fixture
def olga(norrsken):
    """May everything, in the other brand."""
    return norrsken.hire("olga", "lagoon")


@pytest.fixture
def key(app, norrsken):
    """Makes a key that may everything for one brand; its id in the audit log, and the tool that holds it."""

    def made(brand):
        rights = [permission for permission in every() if permission.is_for_machines]
        with app.app_context(), transaction():
            brand_id = db.session.query(Brand.id).filter_by(code=brand).scalar()
            row, text = api_keys.make(brand, rights, expires_at=clock.now() + timedelta(1), brand_id=brand_id)
            db.session.add(row)
            db.session.flush()
            return str(row.id), Tool(app, text)

    return made


def nothing_like(named):
    """Ids of the same kinds that lead nowhere."""
    strangers = {name: outside(str(value).partition("_")[0], uuid7()) for name, value in named.items()}
    beside = {name: named[name] for name in BESIDE}
    return strangers | {"house_account": 999_999} | beside


def test_every_argument_of_an_address_is_declared(app):
    assert addresses.arguments(app) == OF_A_BRAND | OF_SOMEBODY | OF_EVERYBODY | BESIDE | set(OF_NOBODY)


def test_no_address_of_another_brand_or_person_opens_and_each_asking_is_remembered(app, norrsken, olga, owner):
    nowhere = {each.name: each for each in addresses.guarded(app, nothing_like(norrsken.named))}
    for each in addresses.guarded(app, norrsken.named):
        if not each.target:
            continue
        before = owner.execute(REFUSED, [olga.outside_id, each.target, "out_of_reach"]).fetchone()[0]
        ways = ({}, PIECE) if each.method == "GET" else ({},)
        for headers in ways:
            answer, unknown = (opened(olga, which, **headers) for which in (each, nowhere[each.name]))
            assert answer.status_code in (403, 404), each.name
            assert addresses.masked(answer) == addresses.masked(unknown), each.name
            assert MARK not in answer.text, each.name
        after = owner.execute(REFUSED, [olga.outside_id, each.target, "out_of_reach"]).fetchone()[0]
        assert answer.status_code == 403 or after - before == len(ways), each.name
    assert owner.execute(CHANGES, [olga.outside_id]).fetchone() == (0,)
    assert owner.execute(OF_NOTHING, [olga.outside_id]).fetchone() == (0,)
    assert_they_open_for_their_own(app, norrsken)


@pytest.mark.parametrize("verb", ["acceptances", "declines"])
def test_who_may_only_credit_learns_of_no_debit_of_another_brand(app, norrsken, verb):
    norrsken.till.hire("carl", Payments.ADJUSTMENTS_CREDIT, Payments.ADJUSTMENTS_READ, brand="lagoon")
    carl = sign_in(app, norrsken.till.staff["carl"])
    debit = norrsken.tool.adjusts(norrsken.player, -500).json["id"]
    nothing = outside("aj", uuid7())
    asked, unknown = (
        carl.post(f"/payments/adjustments/credits/{one}/{verb}", data={"version": "1", "text": "No."})
        for one in (debit, nothing)
    )
    assert (asked.status_code, addresses.masked(asked)) == (404, addresses.masked(unknown))


def assert_they_open_for_their_own(app, norrsken):
    """The same addresses are there for whoever the records belong to."""
    those = [each for each in addresses.guarded(app, norrsken.named) if each.target]
    own = {each.name: opened(norrsken.nora, each).status_code for each in those}
    assert {name: status for name, status in own.items() if status in (403, 404)} == CLOSED


def opened(person, address, **headers):
    fields = FORMS.get(address.name, {})
    with person.client.open(address.path, method=address.method, headers=person.csrf | headers, data=fields) as answer:
        answer.get_data()
        return answer


def test_no_list_and_no_search_shows_anything_of_another_brand(app, norrsken, olga):
    """However they are asked: by an id, by a word, for the record beside the list, as a stream."""
    of_theirs = {value for name, value in norrsken.named.items() if name not in OF_EVERYBODY}
    known = {str(value) for value in of_theirs if "_" in str(value)}
    narrowed = [{name: norrsken.named[one]} for name, ones in ASKS.items() for one in ones]
    common = [{}, {"q": MARK}, {"q": "ada@players.example"}, *narrowed]
    pages = [each for each in addresses.guarded(app, norrsken.named) if each.method == "GET" and not each.target]
    for each in pages:
        questions = [*common, *({"q": one} for one in known)] if each.path in SEARCHES else common
        for asked, headers in product(questions, (LONG_AGO, PIECE | LONG_AGO)):
            answer = olga.client.get(each.path, query_string=asked, headers=headers)
            text = addresses.said(answer)
            assert answer.status_code < 500, (each.name, asked)
            assert leaked(text, known - set(asked.values())) == set(), (each.name, asked)
            is_everybodys = any(f"<{name}>" in each.name for name in OF_EVERYBODY)
            assert text.count(MARK) == 0 or MARK in asked.values() or is_everybodys, (each.name, asked)


def test_no_file_and_no_act_on_many_takes_anything_of_another_brand(app, norrsken, olga, owner):
    known = {str(value) for value in norrsken.named.values() if "_" in str(value)}
    every = [each for each in addresses.guarded(app, norrsken.named) if each.name.endswith("/exports")]
    takings = [each for each in every if each.name not in OF_EVERY_BRAND]
    assert {olga.post(each.path, data={}).status_code for each in every if each not in takings} == {403}
    reason = {"code": "report", "format": "csv"}
    for each in takings:
        if each.method == "POST" and not each.target:
            mine, theirs = (taken(norrsken, who, each.path, reason) for who in (norrsken.nora, olga))
            assert leaked(mine, known) or each.name in SUMS, each.name
            assert leaked(theirs, {*known, MARK}) == set(), each.name
    olga.post("/payments/withdrawals/bulk-rejections", data={"code": "identity"})
    norrsken.work()
    assert owner.execute("select count(*) from bulk_row join bulk_run b on b.id = bulk_run_id join staff s"
                         " on s.id = b.staff_id where s.email = %s", [olga.email]).fetchone() == (0,)  # fmt: skip


def leaked(text, secrets):
    return {each for each in secrets if each in text}


def taken(norrsken, person, path, fields):
    """The file that somebody gets out of a list."""
    page = person.post(path, data=fields).location
    norrsken.work()
    with person.get(f"{page}/file") as answer:
        return answer.get_data(as_text=True)


def test_no_key_of_another_brand_reaches_a_record(app, norrsken, key, owner):
    (key_id, foreign), (_, own) = key("lagoon"), key("norrsken")
    nowhere = {each.name: each for each in addresses.guarded(app, nothing_like(norrsken.named), scheme=Scheme.API_KEY)}
    for each in addresses.guarded(app, norrsken.named, scheme=Scheme.API_KEY):
        if each.target:
            answer, unknown = asked(foreign, each), asked(foreign, nowhere[each.name])
            assert answer.status_code == 404, each.name
            assert addresses.masked(answer) == addresses.masked(unknown), each.name
            assert owner.execute(REFUSED, [key_id, each.target, "out_of_reach"]).fetchone()[0] > 0, each.name
            assert asked(own, each).status_code != 404, each.name


def asked(tool, address):
    path, body = address.path.removeprefix("/api/v1"), json.dumps(BODIES.get(address.name, {}))
    return tool.ask(address.method, path, body, **{"Idempotency-Key": uuid4().hex, "If-Match": '"1"'})
