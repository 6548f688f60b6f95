"""System → Health → Events: what just happened, growing while somebody looks."""

from app.extensions import transaction
from app.services import alerts
from tests.monitoring.samples import failing
from tests.platform.processes import until
from tests.screens.strict import open_page, open_piece

EVENTS, NEWS = "/monitoring/events", "/monitoring/events/news"


def lines(page):
    return [text.split()[0] for text in page.texts("li .id")]


def place(page):
    return page.soup.select_one("#tail-place")["value"]


def settled(owner):
    """Until all that was written may be read: another test's transaction in this cluster holds it up a moment."""
    ended = "select settled_place() > coalesce((select max(xid) from audit_record), '0')"
    until(lambda: owner.execute(ended).fetchone()[0])


def test_a_refusal_is_seen_with_its_sentence_and_narrowed_to(paula, audrey, owner):
    audrey.post("/monitoring/jobs/jb_0/cancellation")
    settled(owner)
    page = open_page(paula.client, EVENTS)
    assert lines(page) == ["monitoring.cancel_job", "staff.added", "staff.added"]
    assert page.texts("li .bad") == ["refused"]
    assert "You need the permission" in page.texts("li p")[0]
    assert lines(open_page(paula.client, f"{EVENTS}?kind=refused")) == ["monitoring.cancel_job"]
    assert lines(open_page(paula.client, f"{EVENTS}?kind=told")) == []


def test_what_was_done_is_told_to_whoever_reads_the_audit_log(paula, audrey, owner):
    settled(owner)
    withheld, told = (open_page(each.client, EVENTS).texts("li p") for each in (paula, audrey))
    assert all("for whoever may read the audit log" in text for text in withheld)
    assert all(text.startswith("Added ") for text in told)


def test_only_what_is_new_comes_and_nothing_twice(paula, audrey, owner):
    page = open_page(paula.client, EVENTS)
    source = page.soup.select_one(".log-lines ol")
    assert (source["hx-get"], source["hx-include"], source["hx-swap"]) == (NEWS, "#tail-place", "afterbegin")
    audrey.post("/monitoring/jobs/jb_0/cancellation")
    settled(owner)
    news = open_piece(paula.client, f"{NEWS}?after={place(page)}")
    assert lines(news) == ["monitoring.cancel_job"]
    assert lines(open_piece(paula.client, f"{NEWS}?after={place(news)}")) == []


def test_a_place_that_is_none_brings_nothing(paula, audrey, owner):
    audrey.post("/monitoring/jobs/jb_0/cancellation")
    settled(owner)
    for after in ("", "x", "1.2", "99999999999999999999.00000000-0000-0000-0000-000000000000"):
        assert lines(open_piece(paula.client, f"{NEWS}?after={after}")) == []


def test_whoever_looks_after_some_brands_sees_what_was_told_of_them_alone(app, paula, audrey, house, owner):
    ours, theirs = house.ids["brand"], house.ids["other brand"]
    with app.app_context(), transaction():
        alerts.follow([failing("providers.silence", 300, "acme", ours), failing("providers.silence", 9, "b", theirs)])
        alerts.follow([failing()])
    audrey.post("/monitoring/jobs/jb_0/cancellation")
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [ours, paula.id])
    settled(owner)
    told = open_page(paula.client, EVENTS)
    assert {"alert.opened", "alert.closed"} >= set(lines(told))
    assert all('"subject":"acme"' in text for text in told.texts("li p"))
