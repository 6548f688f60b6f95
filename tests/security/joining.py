"""Somebody new: added by whoever guards access, with a link by which they set their password, and signed in with it."""

from tests.cast import PASSWORD
from tests.screens.once import once_of
from tests.screens.strict import Page, open_page

NEW, STAFF = "/security/staff/new", "/security/staff"
JOINER = {"name": "Noor Haddad", "email": "noor@example.test", "role": "support", "brand": "", "code": "joined"}


def add(walter, **changes):
    return Page(walter.post(STAFF, data=JOINER | {"once": once_of(walter, NEW, STAFF)} | changes))


def token_on(page):
    return page.texts("#link .id")[0].rpartition("/")[2]


def sets(client, link, password=PASSWORD, again=None):
    token = open_page(client, link).soup.select_one("[name=csrf_token]")
    fields = {"new": password, "again": password if again is None else again}
    return Page(client.post(link, data=fields | {"csrf_token": token["value"] if token else ""}))


def signs_in(client):
    token = open_page(client, "/sign-in").soup.select_one("[name=csrf_token]")["value"]
    fields = {"csrf_token": token, "email": JOINER["email"], "password": PASSWORD}
    return client.post("/sign-in", data=fields)
