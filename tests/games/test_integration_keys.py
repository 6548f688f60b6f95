"""Keys of game providers: shown once, two live at most, retired at once."""

import pytest

from tests.games.pages import integration_of
from tests.screens.once import once_of
from tests.screens.strict import Page, open_page
from tests.wallet.house import SECRET, balance_of, bet, betwin


@pytest.fixture
def record(house):
    return integration_of(house, "acme")


def adds(person, record):
    once = once_of(person, record, f"{record}/keys")
    return person.post(f"{record}/keys", data={"once": once})


def fingerprints(person, record):
    return open_page(person.client, record).texts("[aria-labelledby=keys-title] td.id")


def test_a_new_secret_is_shown_once_and_signs_beside_the_old_one(house, player, paula, record, owner):
    shown = Page(adds(paula, record))
    secret = shown.texts("#secret .id")[0]
    assert house.call("balance", balance_of(player), secret=secret).status == 200
    assert house.call("balance", balance_of(player), secret=SECRET).status == 200
    assert len(fingerprints(paula, record)) == 2
    seen = [open_page(paula.client, record).text, open_page(paula.client, f"{record}?tab=audit").text]
    seen += [body for (body,) in owner.execute("select body from audit_record").fetchall()]
    assert not any(secret in text for text in seen)
    added = owner.execute("select count(*) from audit_record where name = %s", ["integration_key.added"])
    assert added.fetchone() == (1,)


def test_a_third_is_refused_and_a_form_sent_twice_makes_one(paula, record, owner):
    once = once_of(paula, record, f"{record}/keys")
    assert paula.post(f"{record}/keys", data={"once": once}).status_code == 200
    assert paula.post(f"{record}/keys", data={"once": once}).status_code == 409
    assert adds(paula, record).status_code == 409
    assert owner.execute("select count(*) from integration_key").fetchone() == (2,)


def test_a_retired_key_signs_no_further_call(house, player, paula, record, owner):
    (old,) = fingerprints(paula, record)
    secret = Page(adds(paula, record)).texts("#secret .id")[0]
    assert house.call("betwin", betwin(player, bet("t1", "1"))).status == 200
    assert paula.post(f"{record}/keys/{old}/retirement").status_code == 303
    assert house.call("betwin", betwin(player, bet("t2", "1"))).code == "403"
    assert house.call("betwin", betwin(player, bet("t2", "1")), secret=secret).status == 200
    retired = owner.execute("select count(*) from audit_record where name = %s", ["integration_key.retired"])
    assert retired.fetchone() == (1,)


def test_the_last_live_key_stays(paula, record):
    (only,) = fingerprints(paula, record)
    assert paula.post(f"{record}/keys/{only}/retirement").status_code == 409
    assert paula.post(f"{record}/keys/nothing/retirement").status_code == 404


def test_who_only_reads_sees_fingerprints_and_no_button(grace, house, record):
    page = open_page(grace.client, record)
    assert len(fingerprints(grace, record)) == 1
    assert page.soup.select_one(f"form[action='{record}/keys']") is None
    assert grace.post(f"{record}/keys").status_code == 403
