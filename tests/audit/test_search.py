"""The audit log is searched by who, what, about what, how it ended and when; following somebody is itself recorded."""

from urllib.parse import urlencode

import pytest

from app.ids import uuid7
from app.services import demo_data
from app.web import cursors
from tests.payments.till import Till
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece

RECORDS = "/audit/records"
SEARCHED = "select body::json->>'sentence' from audit_record where name = %s order by event_id"


@pytest.fixture
def done(app, walter, sue, grace):
    """Walter signs Grace out; Sue keeps a view, and is refused what is not hers."""
    walter.post(f"/security/staff/{grace.outside_id}/sessions/ending", data={"code": "device"})
    sue.post("/views", data={"list": "games.list_rounds", "query": "state=open", "name": "Mine"})
    sue.get(RECORDS)
    return {"walter": walter, "sue": sue, "grace": grace}


def listed(person, **filters):
    return open_page(person.client, f"{RECORDS}?{urlencode(filters)}")


def first_of(person, **filters):
    """The record that stands first in such a list."""
    return open_page(person.client, listed(person, **filters).soup.select_one("[data-rows] a")["href"])


def actions(page):
    return [row.select("td")[3].get_text(strip=True) for row in page.soup.select("[data-rows] > tr")]


def test_what_was_done_comes_first_and_the_rest_behind_tabs(audrey, done):
    assert "view.saved" in actions(listed(audrey))
    assert "views.save_view" not in actions(listed(audrey))
    assert actions(listed(audrey, view="refused")) == ["audit.list_records"]
    assert "security.end_sessions" in actions(listed(audrey, view="tried"))
    assert len(actions(listed(audrey, view="all"))) > len(actions(listed(audrey)))


@pytest.mark.parametrize("by", ["outside_id", "email"])
def test_by_whom(audrey, done, by):
    page = listed(audrey, actor=getattr(done["walter"], by))
    assert actions(page) == ["staff.sessions_ended"]
    assert page.texts("[data-rows] td")[1] == "Walter"


def test_about_what_by_which_action_and_of_which_request(audrey, done, owner):
    about = listed(audrey, target=done["grace"].outside_id, view="all")
    assert set(actions(about)) == {"staff.added", "staff.sessions_ended"}
    assert actions(listed(audrey, name="staff.sessions_ended")) == ["staff.sessions_ended"]
    record = first_of(audrey, name="staff.sessions_ended")
    everything = record.soup.select_one("[aria-labelledby=facts-title] a[href*='request=']")["href"]
    assert actions(open_page(audrey.client, everything)) == ["staff.sessions_ended", "security.end_sessions"]


def test_amounts_are_told_in_main_units_and_kept_as_they_were_written(app, audrey):
    till = Till(app).open()
    till.asks(till.a_player(100_000), 2_000)
    record = first_of(audrey, name="withdrawal.requested")
    assert "€20.00" in record.soup.h1.get_text()
    assert "2000 minor units of EUR" in record.soup.select_one("pre").get_text()


def test_when(audrey, done):
    assert actions(listed(audrey, since="2020-01-01T00:00")) != []
    assert listed(audrey, until="2020-01-01T00:00").state == "no_match"


@pytest.mark.parametrize("wrong", [{"actor": "Walter"}, {"request": "rq_1"}, {"since": "yesterday"}, {"kind": "king"}])
def test_what_cannot_be_read_is_told(audrey, done, wrong):
    assert listed(audrey, **wrong).state == "failed"


def test_two_conditions_meet(audrey, done):
    assert actions(listed(audrey, actor=done["sue"].outside_id, name="view.saved")) == ["view.saved"]
    assert listed(audrey, actor=done["walter"].outside_id, name="view.saved").state == "no_match"


def test_it_is_paged_by_key_and_drawn_in_pieces(audrey, owner):
    for _ in range(120):
        owner.execute("insert into audit_record (event_id, schema_version, body, name, phase, actor_kind, actor_id,"
                      " target, outcome) values (uuidv7(), 1, '{\"sentence\":\"So.\",\"data\":{}}', 'made.up',"
                      " 'effect', 'system', 'test', 'x', 'done')")  # fmt: skip
    first = listed(audrey, name="made.up")
    assert (len(actions(first)), first.texts(".pager .number")) == (50, ["120 records"])
    second = open_page(audrey.client, first.link("Next"))
    assert len(actions(open_page(audrey.client, second.link("Next")))) == 20
    assert not open_piece(audrey.client, f"{RECORDS}?name=made.up").is_whole
    asked = []
    for size in ("made.up", "staff.added"):
        with counted(audrey.client.application) as statements:
            listed(audrey, name=size)
        asked.append(len(statements))
    assert asked[0] == 6  # session, rights, saved views, the end of the search, page, count


def test_a_record_is_a_sentence_with_what_was_before_and_after(app, audrey):
    change(app, "auth.session_idle", "20 min")
    page = first_of(audrey, name="setting.changed")
    assert page.heading.startswith("Changed auth.session_idle")
    assert (page.texts("del"), page.texts("ins")) == (["30 min"], ["20 min"])
    assert page.soup.select_one("pre.bytes").get_text().startswith('{"actor"')


def test_a_record_leads_to_what_it_is_about_for_whoever_may_open_that(audrey, done):
    page = first_of(audrey, name="staff.sessions_ended")
    place = page.soup.select_one(".record-head a.button")["href"]
    assert place == f"/security/staff/{done['grace'].outside_id}"
    assert open_page(audrey.client, f"{RECORDS}/ev_{'0' * 26}").status == 404


def test_following_somebody_is_remembered_once_for_all_pages(audrey, done, owner):
    listed(audrey)
    assert owner.execute(SEARCHED, ["audit.searched"]).fetchall() == []
    listed(audrey, actor=done["sue"].email)
    listed(audrey, target="Sue of Support")
    said = [sentence for (sentence,) in owner.execute(SEARCHED, ["audit.searched"]).fetchall()]
    assert said[0] == f"Searched the audit log for what was done by {done['sue'].outside_id}."
    assert said[1].startswith("Searched the audit log for what is about hash ")
    assert len(said) == 2


def test_a_search_that_begins_at_a_later_page_is_remembered_too(app, audrey, done, owner):
    """The turn to a page says where it begins, whatever is sought: it may be that of another search."""
    with app.app_context():
        turn = cursors.cursor(uuid7())
    for _ in range(2):
        listed(audrey, actor=done["sue"].email, after=turn)
    assert len(owner.execute(SEARCHED, ["audit.searched"]).fetchall()) == 1


def test_whoever_may_read_it_for_one_brand_only_is_told_so(app, audrey, owner):
    with app.app_context():
        demo_data.prepare()
    owner.execute("update role_assignment set brand_id = (select min(id) from brand) where staff_id = %s", [audrey.id])
    page = listed(audrey)
    assert (page.status, "of every brand" in page.text) == (403, True)
    assert audrey.get(f"{RECORDS}/exports/new").status_code == 403


def change(app, key, text):
    from app.services import settings

    with app.app_context():
        settings.change(key, text, reason="Shorter is safer", by=None)
