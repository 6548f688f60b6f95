"""Disabling somebody counts from their next request on, in whatever they have open; undoing it is another's right."""

import pytest

from app.errors import Refused
from app.extensions import db
from app.models.staff import Staff
from app.services import staff_members
from tests.cast import PASSWORD, hire, sign_in
from tests.screens.strict import open_page, open_piece

STAFF = "/security/staff"
REASON = {"code": "suspicion", "text": "Seen at two desks at once"}
EFFECT = "select body::json->>'sentence' from audit_record where phase = 'effect' and name = %s and target = %s"


@pytest.fixture
def guarded(app, database):
    """Somebody else who guards access, so that anybody may be disabled."""
    return hire(app, "wanda", "security_administrator", password=PASSWORD)


def record_of(person):
    return f"{STAFF}/{person.outside_id}"


def disable(walter, person):
    return walter.post(f"{record_of(person)}/disabling", data=REASON)


def test_their_next_page_their_next_piece_and_their_next_act_are_refused(walter, sue, owner):
    assert sue.get("/games/rounds").status_code == 200
    assert disable(walter, sue).status_code == 303
    assert sue.get("/games/rounds").location.startswith("/sign-in")
    piece = sue.get("/games/rounds", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert (piece.status_code, piece.headers["HX-Redirect"][:8]) == (401, "/sign-in")
    assert sue.post("/views", data={}).status_code in (303, 401)
    assert (
        owner.execute(EFFECT, ["staff.disabled", sue.outside_id])
        .fetchone()[0]
        .endswith("sessions: 1. Why: Something suspicious: Seen at two desks at once.")
    )


def test_a_stream_they_listen_to_ends_at_its_next_look(app, walter, grace):
    with grace.client.get("/games/rounds/stream", buffered=False) as answer:
        lines = iter(answer.response)
        assert next(lines) == b": open\n\n"
        disable(walter, grace)
        heard = b"".join(lines)
    assert b"event: ledger-moved" in heard, "the page asks for news, and is led to the door"


def test_it_takes_a_reason(walter, sue):
    assert walter.post(f"{record_of(sue)}/disabling", data={"code": ""}).status_code == 422
    assert sue.get("/games/rounds").status_code == 200


def test_the_record_says_why_and_who_may_enable_sees_how(app, walter, sue):
    helen = sign_in(app, hire(app, "helen", "head_of_operations"))
    assert disable(helen, sue).status_code == 303
    page = open_page(helen.client, record_of(sue))
    assert "Seen at two desks at once" in page.texts(".banner.bad")[0]
    assert "Enable…" not in page.text
    assert helen.post(f"{record_of(sue)}/enabling", data={"code": "back"}).status_code == 403
    assert walter.post(f"{record_of(sue)}/enabling", data={"code": "back"}).status_code == 303
    assert open_page(walter.client, record_of(sue)).texts(".banner.bad") == []
    assert sue.get("/games/rounds").status_code == 303  # the old session stays ended


def test_enabling_is_remembered(walter, sue, owner):
    disable(walter, sue)
    walter.post(f"{record_of(sue)}/enabling", data={"code": "cleared"})
    assert owner.execute(EFFECT, ["staff.enabled", sue.outside_id]).fetchone() is not None
    assert walter.post(f"{record_of(sue)}/enabling", data={"code": "cleared"}).status_code == 409


def test_nobody_does_it_to_themselves(walter, guarded):
    for act in ("disabling", "sessions/ending"):
        answer = walter.post(f"{record_of(walter)}/{act}", data={"code": "other", "text": "Going on holiday"})
        assert answer.status_code == 409
    assert "This is you" in open_page(walter.client, record_of(walter)).text


def test_one_session_and_all_of_them_are_ended(app, walter, sue, owner):
    second = sign_in(app, member(app, sue))
    page = open_page(walter.client, record_of(sue))
    forms = page.soup.select("form[action*='/security/sessions/']")
    assert len(forms) == 2
    assert walter.post(forms[0]["action"]).status_code == 303  # the newer one
    assert second.get("/games/rounds").status_code == 303
    assert sue.get("/games/rounds").status_code == 200
    walter.post(f"{record_of(sue)}/sessions/ending", data={"code": "device"})
    assert sue.get("/games/rounds").status_code == 303
    ended = owner.execute(EFFECT, ["staff.sessions_ended", sue.outside_id]).fetchone()[0]
    assert ended.endswith("1 in number: A device was left or lost.")
    assert owner.execute(EFFECT, ["staff.session_ended", sue.outside_id]).fetchone() is not None


def test_disabled_in_the_meantime_nobody_disables_anybody(app, walter, sue, guarded, owner):
    owner.execute("update staff set status = 'disabled' where id = %s", [walter.id])
    with app.app_context(), pytest.raises(Refused, match="disabled yourself"):
        staff_members.disable(sue.outside_id, reason="Too late", by=member(app, walter))
    assert sue.get("/games/rounds").status_code == 200


def test_the_forms_open_in_a_dialog(walter, sue):
    for act in ("disabling", "sessions/ending", "roles/new"):
        assert not open_piece(walter.client, f"{record_of(sue)}/{act}", "dialog-body").is_whole
    assert open_page(walter.client, f"{record_of(sue)}/disabling").heading == "Disable Sue?"


def member(app, person):
    """The staff member behind a person of the cast."""
    with app.app_context():
        return db.session.get(Staff, person.id)
