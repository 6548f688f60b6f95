"""Whatever somebody writes into any text, pages show it as text: with scripts off here, in a browser in
tests/browser/test_canaries.py."""

from tests.screens.strict import Page
from tests.security import addresses
from tests.security.addresses import LONG_AGO, PIECE
from tests.security.canary import CANARY, heard, plant, words

REDIRECTS = (301, 302, 303, 307, 308)
SINGING = "select name, body from audit_record where body like '%<svg onload%'"


def test_no_page_and_no_piece_takes_a_text_for_anything_else(app, world, owner):
    built = world(words)
    plant(owner)
    forms = {}
    for each in opened(app, built):
        for asked in ({}, {"q": CANARY, "player": CANARY, "text": CANARY}):
            page = looked_at(built.nora.client.get(each.path, query_string=asked, headers=LONG_AGO), each.name)
            forms |= {form["action"]: form for form in page.soup.select("form[action]")} if page else {}
        looked_at(built.nora.client.get(each.path, headers=PIECE | LONG_AGO), each.name, is_piece=True)
    assert len(forms) > 10
    for action, form in forms.items():
        send(built.nora, action, form)
    assert owner.execute(SINGING).fetchall() == []


def opened(app, built):
    """Every address that staff can read."""
    return [each for each in addresses.guarded(app, built.named) if each.method == "GET"]


def looked_at(answer, name, *, is_piece=False):
    """The answer as a strict reader sees it, when it is a page."""
    with answer:
        text = addresses.said(answer)
        assert answer.status_code < 500, name
        if answer.mimetype == "text/event-stream":
            assert (heard(text), "ledger-moved" in text) == ([], True), name
        if answer.mimetype != "text/html":
            return None
        assert heard(text) == [], name
        return None if is_piece or answer.status_code in REDIRECTS else Page(answer)


def send(person, action, form):
    """Fill every field with the canary, at length too; what the form hides is sent as it is in one of both."""
    method = form.get("method", "get")
    fields = [field for field in form.select("[name]") if field["name"] != "csrf_token"]
    kept = {field["name"]: field.get("value", "") for field in fields if field.get("type") == "hidden"}
    for data in (
        {field["name"]: words(10_000) for field in fields},
        {field["name"]: CANARY for field in fields} | kept,
    ):
        how = {"query_string": data} if method == "get" else {"data": data, "headers": person.csrf}
        looked_at(person.client.open(action, method=method.upper(), **how), (method, action))
