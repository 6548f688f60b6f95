"""What contradicts waits for whoever settles it, in its brand: they look into it once, for good, and say why."""

import psycopg
import pytest

from app.errors import NotFound, Refused
from app.ids import outside
from app.services import payment_contradictions
from tests.cast import sign_in
from tests.ledger.book import in_threads
from tests.screens.strict import Page, open_page

LIST = "/payments/webhooks"
READ, SETTLE = "payments.webhooks.read", "payments.webhooks.settle"
RIGHTS = (READ, SETTLE, "inbox.items.read")
WHY = {"code": "other", "text": "They sent it by mistake"}
SAID = "Another finding: They sent it by mistake"
RECORDS = "select target, body::jsonb -> 'data' from audit_record where phase = 'effect' and name = %s"
HELD = "update ledger.account set balance = %s where purse = 'cash'"
FIND = (
    "insert into payment_webhook_finding (payment_webhook_id, outcome, staff_id, reason_code, reason)"
    " select payment_webhook_id, %s, (select min(id) from staff), 'other', %s from payment_webhook_result"
)


@pytest.fixture
def person(app, till):
    def hired(name, *rights, brand=None):
        till.hire(name, *(rights or RIGHTS), brand=brand)
        return sign_in(app, till.staff[name])

    return hired


def heard(till, voice, withdrawal, amount=2999):
    """The id of a webhook that says another amount was paid."""
    voice.says("payout.paid", withdrawal, amount)
    voice.work()
    [(public_id,)] = till.rows("select public_id from payment_webhook order by id desc limit 1")
    return outside("pw", public_id)


@pytest.fixture
def contradiction(till, voice, submitted):
    return heard(till, voice, submitted)


@pytest.fixture
def unmatched(till, voice):
    return heard(till, voice, "nobody")


def kinds(person):
    return open_page(person.client, "/inbox").texts("section h2")


def test_it_waits_until_somebody_looked_into_it_and_said_what_it_was(person, contradiction, owner):
    paul = person("paul")
    assert kinds(paul) == ["Payment webhooks that contradict"]
    link = open_page(paul.client, "/inbox").soup.select_one(".waits a")["href"]
    assert link == f"{LIST}/{contradiction}"
    asked = open_page(paul.client, open_page(paul.client, link).link("Looked into…"))
    assert asked.heading == "What was this contradiction?"
    refused = Page(paul.post(f"{link}/looking", data={"code": ""}))
    assert (refused.status, "Choose a reason" in refused.alert) == (422, True)
    page = open_page(paul.client, paul.post(f"{link}/looking", data=WHY).location)
    assert (page.texts("main .badge")[0], SAID in page.text, "by Paul" in page.text) == ("Looked into", True, True)
    assert kinds(paul) == []
    told = {"payment_provider": "pretend", "reason_code": "other"}
    assert owner.execute(RECORDS, ["payment_contradiction.looked_into"]).fetchall() == [(contradiction, told)]
    assert paul.post(f"{link}/looking", data=WHY).status_code == 409


def test_sixteen_look_at_once_and_one_of_them_notes_it(till, person, contradiction, owner):
    person("paul")

    def look(number):
        with till.app.app_context():
            member = till.member("paul")
            try:
                payment_contradictions.look_into(contradiction, reason_code="other", reason=f"{number}", by=member)
            except Refused as error:
                return error.message
        return "noted"

    assert sorted(in_threads(16, look)) == [payment_contradictions.DONE] * 15 + ["noted"]
    assert len(owner.execute(RECORDS, ["payment_contradiction.looked_into"]).fetchall()) == 1


def test_what_contradicts_nothing_is_not_looked_into(till, voice, person, submitted):
    paul, done = person("paul"), heard(till, voice, submitted, 3000)
    address = f"{LIST}/{done}/looking"
    assert (paul.get(address).status_code, paul.post(address, data=WHY).status_code) == (409, 409)
    assert "Looked into…" not in open_page(paul.client, f"{LIST}/{done}").text


def test_whoever_may_only_read_is_offered_nothing(person, contradiction):
    rita = person("rita", READ, "inbox.items.read")
    assert "Looked into…" not in open_page(rita.client, f"{LIST}/{contradiction}").text
    assert kinds(rita) == []
    assert rita.post(f"{LIST}/{contradiction}/looking", data=WHY).status_code == 403


def test_only_ones_own_brand_waits_for_one(person, contradiction):
    own, other = person("nora", *RIGHTS, brand="norrsken"), person("sol", *RIGHTS, brand="lagoon")
    assert (kinds(own), kinds(other)) == (["Payment webhooks that contradict"], [])
    assert other.post(f"{LIST}/{contradiction}/looking", data=WHY).status_code == 404
    assert own.post(f"{LIST}/{contradiction}/looking", data=WHY).status_code == 303


def test_what_names_nothing_of_ours_is_for_those_of_every_brand(till, person, unmatched):
    nora, paul = person("nora", *RIGHTS, brand="norrsken"), person("paul")
    assert (kinds(nora), kinds(paul)) == ([], ["Payment webhooks that contradict"])
    for address in (f"{LIST}/{unmatched}", f"{LIST}/{unmatched}/looking"):
        assert nora.get(address).status_code == 404
    with till.app.app_context(), pytest.raises(NotFound):
        payment_contradictions.look_into(unmatched, reason_code="other", reason="x", by=till.member("nora"))
    assert paul.post(f"{LIST}/{unmatched}/looking", data=WHY).status_code == 303


@pytest.mark.parametrize(
    ("outcome", "reason", "rule"),
    [("contradiction", "", "reason_check"), ("applied", "x", "outcome_check")],
)
def test_the_database_takes_no_finding_without_a_reason_or_of_another_outcome(
    contradiction, owner, outcome, reason, rule
):
    with pytest.raises(psycopg.errors.CheckViolation, match=rule):
        owner.execute(FIND, [outcome, reason])


def test_the_database_takes_no_finding_of_what_contradicts_nothing(till, voice, submitted, owner):
    heard(till, voice, submitted, 3000)
    with pytest.raises(psycopg.errors.ForeignKeyViolation, match="payment_webhook_result"):
        owner.execute(FIND, ["contradiction", "x"])


@pytest.mark.parametrize(
    "statement", ["update payment_webhook_finding set reason = 'y'", "delete from payment_webhook_finding"]
)
def test_nobody_rewrites_what_was_found(visitor, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute(statement)


def test_more_than_a_balance_holds_waits_for_people_and_is_not_tried_again(till, voice, owner):
    player = till.a_player(1_000)
    owner.execute(HELD, [2**63 - 1])
    voice.pays("captured", 1_000, player=player)
    voice.work()
    found = owner.execute("select outcome, detail from payment_webhook_result").fetchall()
    assert found == [("contradiction", "No balance holds so much.")]
    assert till.purses(player) == (2**63 - 1, 0)
    owner.execute(HELD, [1_000])
