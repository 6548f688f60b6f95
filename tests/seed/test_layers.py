"""What the house is built of, layer by layer: admin interface, API, database, service, integration, security."""

import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege
from standardwebhooks import Webhook

from app.areas.api.permissions import Api
from app.errors import Unavailable
from app.extensions import transaction
from app.jobs.queue import enqueue
from app.jobs.restrictions import lift_restrictions
from app.security.permissions import Template
from tests.screens.sending import send
from tests.screens.strict import open_page, open_piece, said
from tests.webhooks.conftest import Desk

SUSPECTED = {"reason": "suspected_fraud", "kind": "betting"}
CLEARED = {"reason": "cleared", "kind": "betting"}
TYPED = {"code": "cleared", "kind": "betting", "text": "Looked into by two of us."}
RAN_OUT = "update player_restriction set until = clock_timestamp() where player_id = (select max(id) from player)"
BEHIND_OUR_BACK = [
    ("update ledger.account set balance = 1000000", InsufficientPrivilege),
    ("update ledger.transfer set amount = 1", InsufficientPrivilege),
    ("delete from audit_record", InsufficientPrivilege),
    ("update withdrawal set amount = 1", InsufficientPrivilege),
    ("update withdrawal set state = 'paid', version = version + 1", CheckViolation),  # nobody approved it
    ("update withdrawal set state = 'approved'", CheckViolation),  # whoever saw version 1 would not notice
]


def actions(element):
    """What can be done in a part of a page."""
    return [form["action"] for form in element.find_all("form")]


def test_admin_interface_layer(floor, ada, penny):
    """Each role sees its places, and each opens; a piece for htmx says what the page says; no script is needed."""
    wanted = floor.tool.withdraws(ada, 3_000).json["id"]
    queue = f"/payments/withdrawals?open={wanted}"
    page, piece = open_page(penny.client, queue), open_piece(penny.client, queue, "open")
    places = {link["href"] for link in page.soup.select(".navigation a")}
    assert {"/payments/withdrawals", "/payments/deposits"} <= places
    assert {penny.get(place).status_code for place in places} == {200}
    assert ("/security/staff" in places, penny.get("/security/staff").status_code) == (False, 403)

    assert (page.is_whole, piece.is_whole) == (True, False)
    whole = page.soup.select_one("#open")
    assert actions(piece.soup) == actions(whole)
    assert said(whole.select_one(".amount-figure")) == said(piece.soup.select_one(".amount-figure")) == "€30.00"
    assert send(penny, page, "rejections", code="identity").status_code == 303
    assert open_page(penny.client, queue).texts(".flash p") == [f"Rejected €30.00 for {ada}."]


def test_internal_api_layer(floor, ada):
    """A tool does what its key permits, each request once, to the version it saw; what is wrong is told in one form."""
    wish = {"payment_provider": "pretend", "currency": "EUR", "amount_minor": 4_000}
    first, again = (floor.tool.post(f"/players/{ada}/withdrawals", wish, **{"Idempotency-Key": "w"}) for _ in range(2))
    assert (first.status_code, again.data) == (201, first.data)
    assert floor.till.purses(ada) == (6_000, 4_000)

    unseen = floor.tool.cancels(first.json["id"], '"7"')
    unheard = floor.tool.post(f"/players/{ada}/withdrawals", wish | {"amount_minor": -1})
    refused = floor.a_tool(Api.WITHDRAWALS_READ).withdraws(ada, 100)
    assert [told.status_code for told in (unseen, unheard, refused)] == [412, 422, 403]
    assert {told.mimetype for told in (unseen, unheard, refused)} == {"application/problem+json"}
    assert unheard.json["errors"][0]["pointer"] == "/amount_minor"
    assert "api.withdrawals.create" in refused.json["detail"]
    assert floor.tool.cancels(first.json["id"], first.headers["ETag"]).json["state"] == "cancelled"
    assert floor.till.purses(ada) == (10_000, 0)


def test_database_layer(floor, ada, visitor, owner):
    """What the application might forget, or somebody do in its name, the database refuses."""
    floor.tool.withdraws(ada, 3_000)
    for statement, refusal in BEHIND_OUR_BACK:
        with pytest.raises(refusal):
            visitor.execute(statement)
    with pytest.raises(CheckViolation):  # nobody owes what he never had, not even at the owner's word
        owner.execute("update ledger.account set balance = -1 where purse = 'cash'")
    assert floor.till.purses(ada) == (7_000, 3_000)


def test_service_layer(floor, owner):
    """One verb, called from a page, by a tool and in a job: all of it happens or nothing, and the same each time."""
    carla, players = floor.employ("carla", "compliance"), [floor.tool.a_player() for _ in range(3)]
    for player in players:
        floor.tool.post(f"/players/{player}/restrictions", SUSPECTED | {"until": "2999-01-01T00:00:00Z"})
    page, tools = f"/players/{players[0]}/liftings", f"/players/{players[1]}/liftings"
    owner.execute(RAN_OUT)  # of the third

    owner.execute("revoke insert (event_id) on audit_record from countroom_app")
    try:
        assert carla.post(page, data=TYPED).status_code == 503
        assert floor.tool.post(tools, CLEARED).status_code == 503
        with pytest.raises(Unavailable):
            floor.till.run(lift_restrictions, 0)
    finally:
        owner.execute("grant insert (event_id) on audit_record to countroom_app")
    assert owner.execute("select count(*) from player_restriction where lifted_at is null").fetchone() == (3,)

    assert carla.post(page, data=TYPED).status_code == 303
    assert floor.tool.post(tools, CLEARED).status_code == 200
    with floor.app.app_context(), transaction():
        enqueue("lift_restrictions", timestamp=0)
    floor.work()
    for player in players:
        assert floor.till.messages(player)[-1] == floor.till.effects(player)[-1] == "player.restriction_lifted"
    lifted = owner.execute("select lifted_by_kind from player_restriction order by id").fetchall()
    assert lifted == [("staff",), ("api_key",), ("system",)]


def test_integration_layer(app, settings, floor, ada, receiver):
    """Who calls us signs or moves nothing; what we tell others is signed as their standard's own library expects."""
    desk = Desk(app, settings, None)
    _, key = desk.add(receiver.url, "deposit.captured")
    assert floor.bets(ada, "forged", **{"X-REQUEST-SIGN": "0" * 64}).code == "403"
    assert floor.bets(ada, "b1").balance == "99.00"

    attempt = floor.tool.attempts(ada, 2_000).json["id"]
    said_so = {"id": "pay_1", "method": "card", "currency": "EUR", "amount": 2_000, "reference": attempt, "player": ada}
    document = {"id": "evt_1", "type": "payment.captured", "data": said_so}
    assert floor.voice.sends(document, secrets=["somebody else's"]).status_code == 401
    assert floor.voice.sends(document).status_code == 200
    desk.work()
    desk.work()
    assert floor.tool.cash(ada) == 11_900
    ((_, headers, body),) = receiver.came
    told = Webhook(key).verify(body, headers)
    assert (told["type"], told["data"]["amount_minor"]) == ("deposit.captured", 2_000)


def test_security_layer(floor, ada, owner):
    """The same act by every role: done for those who hold its right, refused to all others by its name, remembered."""
    reached = set()
    for role in Template:
        person, wanted = floor.employ(role.replace("_", "-"), role), floor.tool.withdraws(ada, 100).json["id"]
        address, told = f"/payments/withdrawals/{wanted}/rejections", {"version": "1", "code": "identity", "back": ""}
        answer = person.post(address, data=told)
        if floor.till.state(wanted) == ("rejected", 2):
            reached.add(role)
            assert answer.status_code == 303
        else:
            assert (answer.status_code, "payments.withdrawals.reject" in answer.text) == (403, True)
            refused = "select count(*) from audit_record where phase = 'refusal' and actor_id = %s"
            assert owner.execute(refused, [person.outside_id]).fetchone() == (1,)
    assert reached == {Template.PAYMENTS, Template.HEAD_OF_OPERATIONS}
    assert floor.app.test_client().post(address, data=told).status_code == 403
