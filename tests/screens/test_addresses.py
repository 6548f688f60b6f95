"""An address that no record can be named by leads nowhere, whatever it is of."""

import pytest

from tests.cast import hire, sign_in
from tests.screens.strict import open_page


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("GET", "/games/providers/north%00light"),
        ("GET", "/settings/licences/de%00mo"),
        ("GET", "/settings/brands/%00"),
        ("POST", "/security/roles/sup%00port/permissions"),
    ],
)
def test_a_name_with_a_nul_is_nobodys(app, database, method, address):
    head, walter = (sign_in(app, hire(app, name)) for name in ("hedda", "walter"))
    data = {"may": "players.players.read", "seen": "", "code": "duties"}
    for person in (head, walter):
        answer = person.client.open(address, method=method, headers=person.csrf, data=data)
        assert answer.status_code == 404


def test_where_nothing_is_we_say_so_in_our_words(app, database):
    page = open_page(sign_in(app, hire(app, "sue")).client, "/nowhere")
    assert (page.status, page.heading) == (404, "Not found")
    assert "There is nothing at this address." in page.text
    assert "URL" not in page.text
